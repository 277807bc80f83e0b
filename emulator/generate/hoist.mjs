/** Moves shapes that occur more than once into named entries, so that the files stay small. */

/** Shorter ones are cheaper in place than as a reference. */
const minimumLength = 100;

/**
 * @param {Record<string, object>} roots schemas by name: `{ kind, of | fields | options | values }`
 *   with the flags `emptyable` or `nullable`, which belong to the place and stay there.
 * @returns {{ roots: Record<string, object>, shared: Record<string, object> }} the same schemas with
 *   `{ kind: 'ref', name }` where a shape repeats. A name is the path where it was first met.
 */
export function hoist(roots) {
  const seen = new Map();
  for (const [name, schema] of Object.entries(roots)) visitChildren(schema, name, count);

  function count(schema, path) {
    const text = keyOf(schema);
    const known = seen.get(text);
    if (known) {
      known.times += 1;
      return;
    }
    seen.set(text, { times: 1, path });
    visitChildren(schema, path, count);
  }

  const shared = {};

  function replace(schema) {
    const entry = seen.get(keyOf(schema));
    if (!entry || entry.times < 2 || keyOf(schema).length < minimumLength) {
      return mapChildren(schema, replace);
    }
    const { bare, flags } = split(schema);
    shared[entry.path] ??= mapChildren(bare, replace);
    return { kind: 'ref', name: entry.path, ...flags };
  }

  const replaced = Object.fromEntries(
    Object.entries(roots).map(([name, schema]) => [name, mapChildren(schema, replace)]),
  );
  return { roots: replaced, shared };
}

function split(schema) {
  const { emptyable, nullable, ...bare } = schema;
  return { bare, flags: { ...(emptyable && { emptyable }), ...(nullable && { nullable }) } };
}

function keyOf(schema) {
  return JSON.stringify(split(schema).bare);
}

function visitChildren(schema, path, visit) {
  if (schema.of) visit(schema.of, `${path}[]`);
  schema.options?.forEach((option, index) => visit(option, `${path}|${index}`));
  for (const [name, field] of Object.entries(schema.fields ?? {})) {
    visit(field.schema, `${path}.${name}`);
  }
}

function mapChildren(schema, change) {
  return {
    ...schema,
    ...(schema.of && { of: change(schema.of) }),
    ...(schema.options && { options: schema.options.map(change) }),
    ...(schema.fields && {
      fields: Object.fromEntries(
        Object.entries(schema.fields).map(([name, field]) => [
          name,
          { ...field, schema: change(field.schema) },
        ]),
      ),
    }),
  };
}
