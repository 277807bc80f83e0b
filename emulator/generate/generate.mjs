/** Builds every generated file in memory; `parameters.mjs` writes them, the test compares them. */
import { expandableTable } from './expandable.mjs';
import { markFreeText } from './free-text.mjs';
import { hoist } from './hoist.mjs';
import { listParameterTypes, parameterFields } from './parameter-schemas.mjs';
import {
  renderCheckShape,
  renderExpandable,
  renderJson,
  renderParameterTable,
  renderParameterTypes,
  renderRoutes,
} from './render.mjs';
import { responseShapes } from './response-shapes.mjs';
import { sdkRoutes } from './routes.mjs';
import { compare, openSdk } from './sdk.mjs';

/** @returns {Map<string, string>} file name under `generated/` to its text. */
export function generate() {
  const sdk = openSdk();
  const types = listParameterTypes(sdk);
  const shapes = responseShapes(sdk);
  return new Map([
    ['parameters.ts', renderParameterTypes(types)],
    ['parameter-table.ts', renderParameterTable()],
    ['parameter-table.json', renderJson(parameterTable(sdk, types))],
    ['routes.ts', renderRoutes(sdkRoutes(sdk))],
    ['shapes.json', renderJson(shapeTable(shapes))],
    ['expandable.json', renderJson({ objects: expandableTable(shapes) })],
    ['expandable.ts', renderExpandable()],
    ['check-shape.ts', renderCheckShape()],
  ]);
}

function parameterTable(sdk, types) {
  const tables = types.map(({ name, type }) => [
    name,
    { kind: 'object', fields: markFreeText(name, parameterFields(sdk, type)) },
  ]);
  const { roots, shared } = hoist(Object.fromEntries(tables));
  const parameters = Object.entries(roots).map(([name, schema]) => [name, schema.fields]);
  return { parameters: Object.fromEntries(parameters), shared: sorted(shared) };
}

function shapeTable(shapes) {
  const { roots, shared } = hoist(shapes);
  return { objects: roots, shared: sorted(shared) };
}

function sorted(entries) {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => compare(a, b)));
}
