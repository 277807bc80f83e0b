import { bodyAround, bodyOf, leavesOf, type Body, type Leaf } from './leaves';
import { send } from './send';
import type { Sight, Stage } from './stage';
import type { Opening, Theatre } from './theatre';
import { valuesByName } from './values';

type Value = string | number | boolean;

/** What became of one parameter: it shows, or why not. */
export interface Finding {
  readonly parameter: string;
  readonly outcome: 'seen' | 'refused' | 'unseen';
  readonly detail: string;
}

/** Sends every value of the endpoint's table by itself, and looks for it in the answer. */
export async function walk(theatre: Theatre, stage: Stage): Promise<Finding[]> {
  const findings: Finding[] = [];
  const known: Known = new Map();
  for (const leaf of leavesOf(stage.parameters)) {
    findings.push(await lookAt(theatre, stage, leaf, known));
  }
  return findings;
}

/** What calls without the parameter answer, by what they say. */
type Known = Map<string, Record<string, unknown>>;

/**
 * What such a call answers by itself. Calls that say the same but for the ids of what was made for
 * them answer the same, so it is asked once for all of them.
 */
async function answerWithout(
  theatre: Theatre,
  stage: Stage,
  { path }: Leaf,
  { after, ...said }: Opening,
  known: Known,
): Promise<Record<string, unknown>> {
  const name = JSON.stringify([said, after && path]).replaceAll(/_[A-Za-z0-9]{12,}/g, '_');
  const found = known.get(name);
  if (found) return found;
  const alone = await stage.open(theatre, path);
  const before = await answerTo(theatre, alone, alone.body ?? {});
  known.set(name, before);
  return before;
}

/** The values to try, one after the other, until one shows. */
function candidates(leaf: Leaf): readonly Value[] {
  const known = valuesByName(leaf.path);
  if (known) return known;
  const { schema } = leaf;
  switch (schema.kind) {
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return [3];
    case 'decimal':
      return ['3.5'];
    case 'enum':
      return schema.values.slice(0, 4);
    case 'union':
      return schema.options.flatMap((option): readonly Value[] => {
        if (option.kind === 'boolean') return [true];
        if (option.kind === 'enum') return option.values.slice(0, 2);
        return option.kind === 'string' ? ['text'] : [3];
      });
    default:
      return [`My ${leaf.path.filter((part) => part !== '0').at(-1) ?? ''}`.replaceAll('_', ' ')];
  }
}

async function lookAt(theatre: Theatre, stage: Stage, leaf: Leaf, known: Known): Promise<Finding> {
  const parameter = leaf.path.join('.');
  const sight = sightOf(stage, leaf.path);
  let detail = '';
  let refused = false;
  let opening = await stage.open(theatre, leaf.path);
  const values = opening.value === undefined ? candidates(leaf) : [opening.value];
  for (const [tries, value] of values.entries()) {
    if (tries > 0) opening = await stage.open(theatre, leaf.path);
    const chosen = opening.value ?? value;
    const around = bodyAround(
      leaf,
      (path, schema) => candidates({ path, schema, around: [] })[0] ?? '',
    );
    const body = merged(merged(around, opening.body ?? {}), bodyOf(leaf.path, chosen));
    const answer = await answerTo(theatre, opening, body);
    const error = answer.error as { message: string } | undefined;
    if (error) {
      refused ||= /not (supported|emulated)|emulator/.test(error.message);
      detail = error.message;
      continue;
    }
    const expected = sight.as ?? chosen;
    const shown = at(answer, sight.at);
    if (same(shown, expected)) {
      const before = at(await answerWithout(theatre, stage, leaf, opening, known), sight.at);
      if (!same(before, expected)) return { parameter, outcome: 'seen', detail: '' };
    }
    if (!detail) detail = `${String(expected)} -> ${JSON.stringify(shown)?.slice(0, 80)}`;
  }
  return { parameter, outcome: refused ? 'refused' : 'unseen', detail };
}

/** The answer to a call, or to the one that shows what it did. */
async function answerTo(
  theatre: Theatre,
  opening: Opening,
  body: Body,
): Promise<Record<string, unknown>> {
  const answer = await send(theatre.emulator, opening, body);
  return opening.after && !answer.error ? { ...(await opening.after(answer)) } : answer;
}

function sightOf(
  { seenAs = {} }: Stage,
  path: readonly string[],
): { at: readonly string[]; as?: Value } {
  for (const [pattern, to] of Object.entries(seenAs)) {
    const caught = match(pattern.split('.'), path);
    if (!caught) continue;
    const { at: where, ...rest }: Sight = typeof to === 'string' ? { at: to } : to;
    const [star = ''] = caught.stars;
    return {
      ...rest,
      at: [...where.replace('*', star).split('.').filter(Boolean), ...caught.rest],
    };
  }
  return { at: path };
}

/** Whether `path` begins as the pattern says, in which `*` is any name. */
function match(
  pattern: readonly string[],
  path: readonly string[],
): { stars: string[]; rest: readonly string[] } | undefined {
  const fits = pattern.every((name, index) =>
    name === '*' ? path[index] !== undefined : name === path[index],
  );
  if (!fits) return undefined;
  const stars = pattern.flatMap((name, index) => (name === '*' ? [path[index] ?? ''] : []));
  return { stars, rest: path.slice(pattern.length) };
}

function at(answer: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const inside = value as Record<string, unknown>;
    if (inside.object === 'list' && Array.isArray(inside.data)) {
      return (inside.data as Record<string, unknown>[])[Number(name)];
    }
    return inside[name];
  }, answer);
}

/** Currencies and countries may come back in another case, an object for its id. */
function same(shown: unknown, value: Value): boolean {
  if (typeof shown === 'object' && shown !== null && 'id' in shown) return shown.id === value;
  return shown === value;
}

function merged(base: Body, more: Body): Body {
  const result: Record<string, Body[string]> = { ...base };
  for (const [name, value] of Object.entries(more)) {
    const before = result[name];
    result[name] =
      typeof before === 'object' && typeof value === 'object' ? merged(before, value) : value;
  }
  return result;
}
