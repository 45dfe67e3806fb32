/*
 * The words of EQL.
 *
 * Sections named in comments are those of the public EQL syntax reference
 * (https://www.elastic.co/guide/en/elasticsearch/reference/8.19/eql-syntax.html).
 *
 * Tokens that are no EQL (single quotes, old raw strings, unclosed strings, stray characters) are tokens all the same,
 * so that the whole text can be split first and each mistake gets a sentence of its own.
 */
lexer grammar EqlTokens;

// Keywords: lower case only, reserved. "Escape an event category", "Escape special characters" name the ways round.
AND : 'and' ;
ANY : 'any' ;
BY : 'by' ;
FALSE : 'false' ;
IN : 'in' ;
IN_INSENSITIVE : 'in~' ;
JOIN : 'join' ;
LIKE : 'like' ;
LIKE_INSENSITIVE : 'like~' ;
MAXSPAN : 'maxspan' ;
NOT : 'not' ;
NULL : 'null' ;
OF : 'of' ;
OR : 'or' ;
REGEX : 'regex' ;
REGEX_INSENSITIVE : 'regex~' ;
SAMPLE : 'sample' ;
SEQUENCE : 'sequence' ;
TRUE : 'true' ;
UNTIL : 'until' ;
WHERE : 'where' ;
WITH : 'with' ;

// "Conditions": comparison operators, pattern comparison keywords, math operators.
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS : '<' ;
LESS_OR_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_OR_EQUAL : '>=' ;
COLON : ':' ;
NOT_COLON : '!:' ;
ASSIGN : '=' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;

DOT : '.' ;
COMMA : ',' ;
OPEN : '(' ;
CLOSE : ')' ;
STEP_OPEN : '[' ;
MISSING_STEP_OPEN : '![' ;
STEP_CLOSE : ']' ;
PIPE : '|' ;
QUESTION : '?' ;

// "Strings". Escapes are looked at later, where the place of a bad one can be named.
STRING : '"' STRING_CHARACTER* '"' ;
// "Use raw strings for special characters": up to two quotes before the closing three belong to the content.
RAW_STRING : '"""' ~[\r\n]*? '"""' '"'? '"'? ;
UNCLOSED_STRING : '"' STRING_CHARACTER* '\\'? ;
SINGLE_QUOTED : '\'' ( '\\' ~[\r\n] | ~['\\\r\n] )* '\'' ;
OLD_RAW_STRING : '?"' ( '\\"' | ~["\r\n] )* '"' | '?\'' ( '\\\'' | ~['\r\n] )* '\'' ;

INTEGER : DIGIT+ ;
DECIMAL
    : DIGIT+ '.' DIGIT* EXPONENT?
    | '.' DIGIT+ EXPONENT?
    | DIGIT+ EXPONENT
    ;

IDENTIFIER : [A-Za-z_@] [A-Za-z0-9_]* ;
// "Functions": a name with ~ is the case-insensitive variant.
INSENSITIVE_NAME : [A-Za-z_] [A-Za-z0-9_]* '~' ;
// "Escape special characters in field names"; a doubled backtick is a backtick.
QUOTED_IDENTIFIER : '`' ( '``' | ~[`\r\n] )+ '`' ;
EMPTY_IDENTIFIER : '``' ;
UNCLOSED_IDENTIFIER : '`' ( '``' | ~[`\r\n] )* ;

SPACE : [ \t\r\n]+ -> skip ;
// "Comments". Block comments nest, hence the mode; what stays on its stack at the end was not closed.
LINE_COMMENT : '//' ~[\r\n]* -> skip ;
COMMENT_OPEN : '/*' -> channel(HIDDEN), pushMode(COMMENT) ;
UNKNOWN_CHARACTER : . ;

fragment STRING_CHARACTER : '\\' ~[\r\n] | ~["\\\r\n] ;
fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;

mode COMMENT;
NESTED_OPEN : '/*' -> skip, pushMode(COMMENT) ;
COMMENT_CLOSE : '*/' -> skip, popMode ;
COMMENT_TEXT : ( ~[*/]+ | '*' | '/' ) -> skip ;
