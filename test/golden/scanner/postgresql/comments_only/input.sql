-- nothing; here
/* or; here */ ;;
 ; -- end