select ''';';
