/**
 * Which properties of an answer can be expanded: those that are API objects (or their ids), lists of
 * them, and hashes, through which a path may lead (docs.stripe.com/api/expanding_objects). Read from
 * the shapes of `response-shapes.mjs`.
 */

/**
 * @param {Record<string, object>} shapes by wire name, as `responseShapes` makes them
 * @returns {Record<string, object>} by wire name: property to `{ to: [names] }` for an object or its
 *   id, `{ list: [names] }` for a list, `{ in: properties }` for a hash.
 */
export function expandableTable(shapes) {
  const entries = Object.entries(shapes)
    .filter(([name]) => !name.startsWith('deleted:'))
    .map(([name, shape]) => [name, expandableFields(shape.fields)]);
  return Object.fromEntries(entries);
}

function expandableFields(fields) {
  const found = {};
  for (const [name, { schema }] of Object.entries(fields)) {
    const rule = ruleOf(schema);
    if (rule) found[name] = rule;
  }
  return found;
}

function ruleOf(shape) {
  switch (shape.kind) {
    case 'api':
      return { to: shape.objects };
    case 'list':
      return { list: ruleOf(shape.of)?.to ?? [] };
    case 'object':
      return { in: expandableFields(shape.fields) };
    case 'array':
      return ruleOf(shape.of);
    case 'union':
      return shape.options.map(ruleOf).find((rule) => rule !== undefined);
    default:
      return undefined;
  }
}
