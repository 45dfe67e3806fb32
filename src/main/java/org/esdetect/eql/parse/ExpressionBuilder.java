package org.esdetect.eql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.esdetect.eql.ast.ArithmeticOperator;
import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.MatchOperator;
import org.esdetect.eql.parse.gen.Eql;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Span;

/** Parse tree of an expression to syntax tree: one method a rule of the grammar. */
final class ExpressionBuilder {
    private final Tokens tokens;
    private final Problems problems;
    private final ConstantReader constants;

    ExpressionBuilder(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
        this.constants = new ConstantReader(tokens, problems);
    }

    Expression expression(Eql.ExpressionContext tree) {
        List<Expression> terms = new ArrayList<>();
        for (Eql.ConjunctionContext term : tree.conjunction()) {
            terms.add(conjunction(term));
        }
        return terms.size() == 1 ? terms.get(0) : new Expression.Or(tokens.span(tree), terms);
    }

    private Expression conjunction(Eql.ConjunctionContext tree) {
        List<Expression> terms = new ArrayList<>();
        for (Eql.NegationContext term : tree.negation()) {
            terms.add(negation(term));
        }
        return terms.size() == 1 ? terms.get(0) : new Expression.And(tokens.span(tree), terms);
    }

    private Expression negation(Eql.NegationContext tree) {
        Expression result = comparison(tree.comparison());
        Span end = tokens.span(tree.comparison());
        List<TerminalNode> nots = tree.NOT();
        for (int i = nots.size() - 1; i >= 0; i--) {
            Span not = tokens.span(nots.get(i).getSymbol());
            result = new Expression.Not(not.to(end), result);
        }
        return result;
    }

    private Expression comparison(Eql.ComparisonContext tree) {
        Expression left = sum(tree.sum(0));
        return tree.operator == null
                ? left
                : new Expression.Comparison(
                        tokens.span(tree), comparisonOperator(tree.operator), left, sum(tree.sum(1)));
    }

    private ComparisonOperator comparisonOperator(Token token) {
        return switch (token.getType()) {
            case EqlTokens.EQUAL -> ComparisonOperator.EQUAL;
            case EqlTokens.NOT_EQUAL -> ComparisonOperator.NOT_EQUAL;
            case EqlTokens.LESS -> ComparisonOperator.LESS;
            case EqlTokens.LESS_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
            case EqlTokens.GREATER -> ComparisonOperator.GREATER;
            case EqlTokens.GREATER_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
            case EqlTokens.ASSIGN -> {
                syntax(tokens.span(token), "[=] does not compare, write [==], or [:] to ignore case");
                yield ComparisonOperator.EQUAL;
            }
            default -> throw new IllegalArgumentException("[" + token.getText() + "] does not compare");
        };
    }

    private Expression sum(Eql.SumContext tree) {
        Expression result = product(tree.product(0));
        for (int i = 1; i < tree.product().size(); i++) {
            result = arithmetic(tree, i, result, product(tree.product(i)));
        }
        return result;
    }

    private Expression product(Eql.ProductContext tree) {
        Expression result = unary(tree.unary(0));
        for (int i = 1; i < tree.unary().size(); i++) {
            result = arithmetic(tree, i, result, unary(tree.unary(i)));
        }
        return result;
    }

    /** {@code tree} is operand, operator, operand, operator, operand; {@code right} is its operand {@code index}. */
    private Expression arithmetic(ParserRuleContext tree, int index, Expression left, Expression right) {
        Token operator = ((TerminalNode) tree.getChild(2 * index - 1)).getSymbol();
        Span end = tokens.span((ParserRuleContext) tree.getChild(2 * index));
        return new Expression.Arithmetic(
                tokens.span(tree.getStart()).to(end), arithmeticOperator(operator), left, right);
    }

    private static ArithmeticOperator arithmeticOperator(Token token) {
        return switch (token.getType()) {
            case EqlTokens.PLUS -> ArithmeticOperator.ADD;
            case EqlTokens.MINUS -> ArithmeticOperator.SUBTRACT;
            case EqlTokens.STAR -> ArithmeticOperator.MULTIPLY;
            case EqlTokens.SLASH -> ArithmeticOperator.DIVIDE;
            case EqlTokens.PERCENT -> ArithmeticOperator.MODULO;
            default -> throw new IllegalArgumentException("[" + token.getText() + "] does not calculate");
        };
    }

    private Expression unary(Eql.UnaryContext tree) {
        Expression result = operand(tree.operand());
        Span end = tokens.span(tree.operand());
        for (int i = tree.getChildCount() - 2; i >= 0; i--) {
            Token sign = ((TerminalNode) tree.getChild(i)).getSymbol();
            boolean negative = sign.getType() == EqlTokens.MINUS;
            result = new Expression.Signed(tokens.span(sign).to(end), negative, result);
        }
        return result;
    }

    private Expression operand(Eql.OperandContext tree) {
        Expression left = primary(tree.primary());
        Span span = tokens.span(tree);
        if (tree.membership() != null) {
            return membership(span, left, tree.membership());
        }
        return tree.match() == null ? left : match(span, left, tree.match());
    }

    private Expression membership(Span span, Expression left, Eql.MembershipContext tree) {
        return new Expression.Membership(
                span,
                left,
                expressions(tree.expression()),
                tree.operator.getType() == EqlTokens.IN_INSENSITIVE,
                tree.NOT() != null);
    }

    /** Plain loops here and above: what recursion goes through must not deepen the stack more than it has to. */
    private List<Expression> expressions(List<Eql.ExpressionContext> trees) {
        List<Expression> result = new ArrayList<>(trees.size());
        for (Eql.ExpressionContext tree : trees) {
            result.add(expression(tree));
        }
        return result;
    }

    private Expression match(Span span, Expression left, Eql.MatchContext tree) {
        List<Expression.Literal> patterns =
                tree.constant().stream().map(this::constant).toList();
        Expression match = new Expression.Match(span, matchOperator(tree.operator), left, patterns);
        if (tree.NOT() != null) {
            String operator = tree.operator.getText();
            syntax(
                    tokens.span(tree.NOT().getSymbol()),
                    "[not] cannot stand before [" + operator + "], write it first: [not field " + operator + " ...]");
        }
        boolean negated = tree.NOT() != null || tree.operator.getType() == EqlTokens.NOT_COLON;
        return negated ? new Expression.Not(span, match) : match;
    }

    private MatchOperator matchOperator(Token token) {
        return switch (token.getType()) {
            case EqlTokens.COLON -> MatchOperator.COLON;
            case EqlTokens.LIKE -> MatchOperator.LIKE;
            case EqlTokens.LIKE_INSENSITIVE -> MatchOperator.LIKE_INSENSITIVE;
            case EqlTokens.REGEX -> MatchOperator.REGEX;
            case EqlTokens.REGEX_INSENSITIVE -> MatchOperator.REGEX_INSENSITIVE;
            case EqlTokens.NOT_COLON -> {
                syntax(tokens.span(token), "[!:] is not an operator, write [not field : ...]");
                yield MatchOperator.COLON;
            }
            default -> throw new IllegalArgumentException("[" + token.getText() + "] does not match");
        };
    }

    private Expression primary(Eql.PrimaryContext tree) {
        if (tree.constant() != null) {
            return constant(tree.constant());
        }
        if (tree.call() != null) {
            return call(tree.call());
        }
        return tree.field() != null ? field(tree.field()) : expression(tree.expression());
    }

    private Expression.Literal constant(Eql.ConstantContext tree) {
        return constants.literal(tree.getStart());
    }

    private Expression call(Eql.CallContext tree) {
        boolean insensitive = tree.name.getType() == EqlTokens.INSENSITIVE_NAME;
        String written = tree.name.getText();
        return new Expression.Call(
                tokens.span(tree),
                tokens.span(tree.name),
                insensitive ? written.substring(0, written.length() - 1) : written,
                insensitive,
                expressions(tree.expression()));
    }

    Expression.Field field(Eql.FieldContext tree) {
        tree.index()
                .forEach(index -> problems.error(
                        Problem.Code.UNSUPPORTED,
                        tokens.span(index),
                        "array indexes are not supported; a comparison looks at every value of the array"));
        String path = tree.fieldPart().stream().map(ExpressionBuilder::part).collect(Collectors.joining("."));
        return new Expression.Field(tokens.span(tree), path, tree.QUESTION() != null);
    }

    private static String part(Eql.FieldPartContext tree) {
        String text = tree.getText();
        return text.startsWith("`") ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }

    private void syntax(Span span, String message) {
        problems.error(Problem.Code.SYNTAX, span, message);
    }
}
