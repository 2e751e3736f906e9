// What a property of a constant table is worth, such as `limits.frameBytes`, so that a bundle holds the numbers that it
// uses and not the whole table: esbuild and terser leave objects as they are.
import ts from 'typescript';

/** The text of the constant that a property access means, or undefined if it means none. */
export function constantText(checker, { expression, name }) {
  const symbol = ts.isIdentifier(expression) ? checker.getSymbolAtLocation(expression) : undefined;
  if (symbol === undefined) return undefined;
  const declared = (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol).valueDeclaration;
  if (declared === undefined || !ts.isVariableDeclaration(declared) || !isConst(declared)) return undefined;
  const table = unwrapped(declared.initializer);
  if (table === undefined || !ts.isObjectLiteralExpression(table)) return undefined;
  const entry = table.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === name.text);
  return entry !== undefined && isConstant(entry.initializer) ? `(${entry.initializer.getText()})` : undefined;
}

function isConst({ parent }) {
  return (ts.getCombinedNodeFlags(parent) & ts.NodeFlags.Const) !== 0;
}

/** Without `as const` and `satisfies`. Only a table that is `as const` stays as it is. */
function unwrapped(node) {
  if (node === undefined) return undefined;
  if (ts.isSatisfiesExpression(node)) return unwrapped(node.expression);
  return ts.isAsExpression(node) && node.type.getText() === 'const' ? node.expression : undefined;
}

/** Numbers and texts, and what is reckoned of them. */
function isConstant(node) {
  if (ts.isNumericLiteral(node) || ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return isConstant(node.operand);
  return ts.isBinaryExpression(node) && isConstant(node.left) && isConstant(node.right);
}
