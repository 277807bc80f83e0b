import type { Stored, Kind } from './kinds';

type Read = readonly [object: Readonly<Record<string, unknown>> & { id: string }, hidden: unknown];

/** How many entries keep what was read of them; some 60 MB. */
const KEPT_READ = 20_000;

/** Entries in the order they were read; the oldest gives way to the next. */
const read: Entry[] = [];
let next = 0;

/**
 * A kept object: its JSON, which is read when it is first looked at and let go again some time
 * later, because most of what is kept is never looked at twice, and takes three times the memory
 * once it is read. What is read is frozen all the way down.
 */
export class Entry {
  #read: Read | undefined;
  /** Where it stands among its kind, in the order of insertion; the shelf says so. */
  place = 0;

  constructor(
    readonly id: string,
    /** Unix seconds, 0 for objects without; known without reading, for the order of lists. */
    readonly created: number,
    /** `[object, hidden]`, as it stands in the journal. */
    readonly json: string,
  ) {}

  get object(): Read[0] {
    return this.#value()[0];
  }

  get hidden(): unknown {
    return this.#value()[1];
  }

  #value(): Read {
    if (this.#read) return this.#read;
    this.#read = deepFreeze(JSON.parse(this.json) as Read);
    const oldest = read[next];
    if (oldest) oldest.#read = undefined;
    read[next] = this;
    next = (next + 1) % KEPT_READ;
    return this.#read;
  }
}

/** Makes an entry of an object: as it is now, without `undefined`. */
export function entryOf(object: { readonly id: string }, hidden: unknown): Entry {
  const created = 'created' in object && typeof object.created === 'number' ? object.created : 0;
  return new Entry(object.id, created, JSON.stringify([object, hidden ?? null]));
}

/** The type of a read entry: the journal holds exactly what `records.put` was given. */
export function storedOf<K extends Kind>(entry: Entry): Stored<K> {
  return entry as unknown as Stored<K>;
}

/** The text of a field, or the id of the object in it: what an object refers to by that name. */
export function referenceIn(entry: Entry, field: string): string | undefined {
  const value = entry.object[field];
  if (typeof value === 'string') return value;
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
