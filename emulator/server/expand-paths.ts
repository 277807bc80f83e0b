import { expandable, type ExpandableFields } from '../generated/expandable';
import { invalidRequest, type StripeError } from './contract';
import type { Expandables } from './expand';

const MAX_DEPTH = 4;

/** Properties that a segment may name: those of one object, or of a hash within it. */
interface Place {
  readonly object: string;
  /** Undefined for an object that the table does not know, of which anything may be asked. */
  readonly fields: ExpandableFields | undefined;
  /** The dotted name of the hash within the object, with a dot behind it. */
  readonly prefix: string;
}

/**
 * Checks the `expand` of a call before anything is executed: a wrong path is told even for an id
 * that does not exist, and for an empty list. `answer` is what the endpoint answers, as
 * `generated/routes.ts` has it; texts as Stripe's sandbox answers them.
 */
export function checkExpand(
  paths: readonly string[],
  answer: string,
  expandables: Expandables,
  key: 'secret' | 'publishable',
): void {
  if (key === 'publishable') checkPublic(paths, answer);
  const list = answer.startsWith('list ');
  const objects = answer.replace('list ', '').split('|');
  for (const path of paths) {
    const segments = path.split('.');
    if (segments.length > MAX_DEPTH) {
      throw invalidRequest(
        `You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${path}`,
        { code: 'property_expansion_max_depth', validation: true },
      );
    }
    if (list && segments[0] !== 'data') {
      const [first = ''] = segments;
      throw cannotExpand(first, ` You may want to try expanding 'data.${first}' instead.`);
    }
    checkPath(segments, list ? 1 : 0, objects.map(placeOf), expandables);
  }
}

/** A browser sees the PaymentMethod of its intent, and follows no other reference. */
function checkPublic(paths: readonly string[], answer: string): void {
  const intent = answer === 'payment_intent' || answer === 'setup_intent';
  const refused = paths.find((path) => !intent || path !== 'payment_method');
  if (refused !== undefined) throw cannotExpand(refused);
}

function cannotExpand(path: string, advice = ''): StripeError {
  return invalidRequest(`This property cannot be expanded (${path}).${advice}`, {
    validation: true,
  });
}

function checkPath(
  segments: readonly string[],
  start: number,
  roots: readonly Place[],
  expandables: Expandables,
): void {
  let places = roots;
  for (let index = start; index < segments.length; index += 1) {
    const segment = segments[index] ?? '';
    if (places.some(({ fields }) => fields === undefined)) return;
    const refused = cannotExpand(segments.slice(0, index + 1).join('.'));
    const next: Place[] = [];
    let known = false;
    let list = false;
    for (const { object, fields = {}, prefix } of places) {
      const rule = Object.hasOwn(fields, segment) ? fields[segment] : undefined;
      if (rule) known = true;
      // What a resource can expand beyond the types: anything may lie behind it.
      else if (own(expandables, object, prefix + segment)) return;
      if (rule?.list) list = true;
      if (rule?.in) next.push({ object, fields: rule.in, prefix: `${prefix}${segment}.` });
      next.push(...(rule?.to ?? rule?.list ?? []).map(placeOf));
    }
    if (!known) throw refused;
    // The objects of a list within an object are reached through its `data`.
    if (list && index + 1 < segments.length && segments[(index += 1)] !== 'data') throw refused;
    places = next;
  }
}

function own(expandables: Expandables, object: string, name: string): boolean {
  const rules = expandables.get(object);
  return rules !== undefined && Object.hasOwn(rules, name);
}

function placeOf(object: string): Place {
  const fields = Object.hasOwn(expandable, object) ? expandable[object] : undefined;
  return { object, fields, prefix: '' };
}
