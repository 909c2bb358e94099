alter table job drop column max_attempts;
