/**
 * Reads every v1 endpoint out of the SDK's `_makeRequest(method, path, …)` calls, and what it answers
 * out of the declaration of the method that makes the call.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { compare, objectNames } from './sdk.mjs';

/**
 * @returns {[method: string, path: string, answer: string][]} sorted by path, then method; ids as
 *   `:name`. The answer is the wire name of the object, several with `|` between them, after `list `
 *   for a list of them; empty where the SDK has no API object for it.
 */
export function sdkRoutes(sdk) {
  const folder = path.join(sdk.packageRoot, 'resources');
  const routes = new Map();
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!file.endsWith('.js') || file.startsWith(`V2${path.sep}`)) continue;
    const answers = answersIn(sdk, path.join(folder, file.replace(/\.js$/, '.d.ts')));
    for (const [method, url, caller] of routesIn(path.join(folder, file))) {
      if (!url.startsWith('/v1/')) continue;
      routes.set(`${url} ${method}`, [method, url, answers.get(caller) ?? '']);
    }
  }
  return [...routes].sort(([a], [b]) => compare(a, b)).map(([, route]) => route);
}

/** The calls of one file, each with the `Class.method` that makes it. */
function routesIn(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const found = [];
  const visit = (node, caller) => {
    if (ts.isCallExpression(node) && node.expression.name?.text === '_makeRequest') {
      const [method, url] = node.arguments;
      found.push([method.text, pathOf(url, file), caller]);
    }
    const inside = ts.isMethodDeclaration(node)
      ? `${node.parent?.name?.text ?? caller}.${node.name.text}`
      : ts.isClassDeclaration(node)
        ? node.name.text
        : caller;
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, '');
  return found;
}

/** What the methods declared in one file answer, by `Class.method`. */
function answersIn({ checker, program }, file) {
  const answers = new Map();
  for (const statement of program.getSourceFile(file)?.statements ?? []) {
    if (!ts.isClassDeclaration(statement)) continue;
    for (const member of statement.members) {
      if (!ts.isMethodDeclaration(member) || !member.type) continue;
      answers.set(`${statement.name.text}.${member.name.text}`, answerOf(checker, member.type));
    }
  }
  return answers;
}

/** `Promise<Response<Customer | DeletedCustomer>>` or `ApiListPromise<Customer>`. */
function answerOf(checker, node) {
  const name = node.typeName?.getText();
  const [inner] = node.typeArguments ?? [];
  if (!inner) return '';
  if (name === 'Promise' || name === 'Response') return answerOf(checker, inner) || names(inner);
  if (name === 'ApiListPromise' || name === 'ApiSearchResultPromise') return `list ${names(inner)}`;
  return '';

  function names(type) {
    return objectNames(checker, checker.getTypeFromTypeNode(type)).join('|');
  }
}

/** `/v1/customers/${encodeURIComponent(id)}` becomes `/v1/customers/:id`. */
function pathOf(node, file) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) throw new Error(`${file}: a path is not a literal.`);
  return node.templateSpans.reduce((text, span) => {
    const [argument] = span.expression.arguments ?? [];
    if (!argument || !ts.isIdentifier(argument)) {
      throw new Error(`${file}: a path holds more than an encoded id.`);
    }
    return `${text}:${argument.text}${span.literal.text}`;
  }, node.head.text);
}
