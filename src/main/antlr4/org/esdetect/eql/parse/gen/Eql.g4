/*
 * The sentences of EQL.
 *
 * Sections named in comments are those of the public EQL syntax reference
 * (https://www.elastic.co/guide/en/elasticsearch/reference/8.19/eql-syntax.html).
 *
 * Repetition is written with loops, never with recursion, so that only parentheses deepen the stack; SizeLimits bounds
 * those. A few shapes that are no EQL (=, !:, not like, options in the wrong place) are let through here for the tree
 * builder to refuse in words.
 */
parser grammar Eql;

options { tokenVocab = EqlTokens; }

statement : query pipe* EOF ;

singleExpression : expression EOF ;

query : sequence | event ;

// "Basic syntax": an event category, where, a condition. "Match any event category": any.
event : category WHERE expression ;

category : ANY | IDENTIFIER | STRING | RAW_STRING ;

// "Sequences", "with maxspan", "Missing events", "until", "with runs".
sequence : SEQUENCE joinKeys? ( option misplaced=joinKeys? )? step+ ( UNTIL until=step )? ;

step : open=( STEP_OPEN | MISSING_STEP_OPEN ) event STEP_CLOSE joinKeys? ( option misplaced=joinKeys? )? ;

// "by".
joinKeys : BY field ( COMMA field )* ;

option : WITH name=( MAXSPAN | IDENTIFIER ) ASSIGN number=( INTEGER | DECIMAL ) unit=IDENTIFIER? ;

// "Pipes".
pipe : PIPE IDENTIFIER ( expression ( COMMA expression )* )? ;

// "Logical operators"; not binds tighter than and, and tighter than or, but all looser than a comparison.
expression : conjunction ( OR conjunction )* ;

conjunction : negation ( AND negation )* ;

negation : NOT* comparison ;

// "Comparison operators": at most one, they cannot be chained.
comparison : sum ( operator=( EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL | ASSIGN ) sum )? ;

// "Math operators".
sum : product ( ( PLUS | MINUS ) product )* ;

product : unary ( ( STAR | SLASH | PERCENT ) unary )* ;

unary : ( PLUS | MINUS )* operand ;

operand : primary ( membership | match )? ;

// "Lookup operators".
membership : NOT? operator=( IN | IN_INSENSITIVE ) OPEN expression ( COMMA expression )* CLOSE ;

// "Pattern comparison keywords" and the colon: constants only, one or a list.
match : NOT? operator=( COLON | NOT_COLON | LIKE | LIKE_INSENSITIVE | REGEX | REGEX_INSENSITIVE )
        ( constant | OPEN constant ( COMMA constant )* CLOSE ) ;

primary : constant | call | field | OPEN expression CLOSE ;

// "Functions".
call : name=( IDENTIFIER | INSENSITIVE_NAME ) OPEN ( expression ( COMMA expression )* )? CLOSE ;

// "Optional fields"; the index is refused by the tree builder.
field : QUESTION? fieldPart ( DOT fieldPart | index )* ;

fieldPart : IDENTIFIER | QUOTED_IDENTIFIER ;

index : STEP_OPEN INTEGER STEP_CLOSE ;

constant : STRING | RAW_STRING | INTEGER | DECIMAL | TRUE | FALSE | NULL ;
