/**
 * Reads the `stripe` package's declarations with TypeScript's checker. Everything here is about the
 * SDK's own idioms: `Stripe.X` aliases, `Emptyable`, `OtherString`, `Decimal`, `ApiList`.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const emulatorRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Type-checks `import type Stripe from 'stripe'` as the emulator itself would resolve it.
 *
 * @returns {{ program: ts.Program, checker: ts.TypeChecker, stripe: ts.Symbol, packageRoot: string }}
 *   the program and its checker, the symbol of the `Stripe` class and namespace, and the folder of
 *   the ESM build.
 */
export function openSdk() {
  const entry = path.join(emulatorRoot, 'generate', '__entry.ts');
  const text = `import type Stripe from 'stripe';\nexport type Entry = Stripe;\n`;
  const options = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === entry || fileExists(name);
  host.readFile = (name) => (name === entry ? text : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === entry
      ? ts.createSourceFile(name, text, options.target)
      : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([entry], options, host);
  const checker = program.getTypeChecker();
  const [declaration] = program.getSourceFile(entry).statements;
  const alias = checker.getSymbolAtLocation(declaration.importClause.name);
  const stripe = checker.getAliasedSymbol(alias);
  const file = stripe.declarations?.[0]?.getSourceFile().fileName;
  if (!file) throw new Error('The stripe package is not installed: run npm ci first.');
  return { program, checker, stripe, packageRoot: path.dirname(file) };
}

/** Follows `export { X }` and `export import X = Y.X` to the declaration. */
function dealias(checker, symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/**
 * The exported types of `Stripe`, or of a namespace in it.
 *
 * @returns {Map<string, ts.Symbol>} by exported name, aliases followed.
 */
export function exportsOf(sdk, namespace = null) {
  let owner = sdk.stripe;
  if (namespace) {
    owner = exportsOf(sdk).get(namespace);
    if (!owner) throw new Error(`Stripe.${namespace} does not exist.`);
  }
  return new Map(
    sdk.checker
      .getExportsOfModule(owner)
      .map((symbol) => [symbol.name, dealias(sdk.checker, symbol)]),
  );
}

/** The type of the first argument of a method, found by its path from a `Stripe` instance. */
export function methodParameterOf(sdk, steps) {
  const { checker } = sdk;
  let type = checker.getDeclaredTypeOfSymbol(sdk.stripe);
  for (const step of steps) {
    const property = checker.getPropertyOfType(type, step);
    if (!property) throw new Error(`Stripe.${steps.join('.')} does not exist.`);
    type = checker.getTypeOfSymbol(property);
  }
  const [argument] = type.getCallSignatures()[0].getParameters();
  return checker.getNonNullableType(checker.getTypeOfSymbol(argument));
}

/** The members of a union, or the type itself, without `undefined` and `void`. */
export function membersOf(type) {
  const members = type.isUnion() ? type.types : [type];
  return members.filter((one) => !(one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
}

/** `string & Record<never, never>`: marks an enum that later API versions may extend. */
export function isOtherString(type) {
  return type.isIntersection() && type.types.some((one) => one.flags & ts.TypeFlags.String);
}

export function isDecimal(type) {
  return (type.aliasSymbol ?? type.symbol)?.name === 'Decimal';
}

/** The type behind `[key: string]: T`, if the type is such a map. */
export function indexedType(checker, type) {
  return checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
}

/** The element type of `Array<T>`, or undefined. */
export function elementType(checker, type) {
  return checker.isArrayType(type) ? checker.getTypeArguments(type)[0] : undefined;
}

/** The literal of the `object` field, which tells an API object from a plain nested one. */
export function objectName(checker, type) {
  const property = checker.getPropertyOfType(type, 'object');
  const literal = property && checker.getTypeOfSymbol(property);
  return literal?.isStringLiteral() ? literal.value : undefined;
}

/** The wire names of the API objects in a type, sorted and each once. */
export function objectNames(checker, type) {
  const names = membersOf(type).map((one) => objectName(checker, one));
  return [...new Set(names.filter((name) => name !== undefined))].sort(compare);
}

/** Properties in alphabetical order, each with its type and whether `?` is on it. */
export function propertiesOf(checker, type) {
  return checker
    .getPropertiesOfType(type)
    .map((symbol) => ({
      name: symbol.name,
      type: checker.getTypeOfSymbol(symbol),
      optional: Boolean(symbol.flags & ts.SymbolFlags.Optional),
    }))
    .sort((a, b) => compare(a.name, b.name));
}

/** Sorts by code unit, the same on every machine. */
export function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
