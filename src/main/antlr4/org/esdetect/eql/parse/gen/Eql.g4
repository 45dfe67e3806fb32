/** EQL. */
grammar Eql;

statement : IDENTIFIER EOF ;

IDENTIFIER : [A-Za-z_@] [A-Za-z0-9_]* ;
SPACE : [ \t\r\n]+ -> skip ;
