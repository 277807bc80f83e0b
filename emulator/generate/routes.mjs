/** Reads every v1 endpoint out of the SDK's `_makeRequest(method, path, …)` calls. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { compare } from './sdk.mjs';

/** @returns {[method: string, path: string][]} sorted by path, then method; ids as `:name`. */
export function sdkRoutes(sdk) {
  const folder = path.join(sdk.packageRoot, 'resources');
  const routes = new Map();
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!file.endsWith('.js') || file.startsWith(`V2${path.sep}`)) continue;
    for (const [method, url] of routesIn(path.join(folder, file))) {
      if (url.startsWith('/v1/')) routes.set(`${url} ${method}`, [method, url]);
    }
  }
  return [...routes].sort(([a], [b]) => compare(a, b)).map(([, route]) => route);
}

function routesIn(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.name?.text === '_makeRequest') {
      const [method, url] = node.arguments;
      found.push([method.text, pathOf(url, file)]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
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
