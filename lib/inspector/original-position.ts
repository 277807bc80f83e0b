/** Reads one place out of a source map without unfolding the rest, which is megabytes for a build. */

/** https://tc39.es/ecma426/ ; a map of several files is a list of maps with their offsets. */
export interface SourceMap {
  readonly sources?: readonly (string | null)[];
  readonly sourceRoot?: string;
  readonly mappings?: string;
  readonly sections?: readonly {
    readonly offset: { readonly line: number; readonly column: number };
    readonly map: SourceMap;
  }[];
}

/** What stands at a place of the built file: its source and the line there, from 1. */
export interface OriginalPosition {
  readonly source: string;
  readonly line: number;
}

/**
 * Where a place of the built file comes from; `line` and `column` from 1, as stacks count. Null when the
 * map does not say.
 */
export function originalPosition(
  map: SourceMap | null,
  line: number,
  column: number,
): OriginalPosition | null {
  return map && find(map, line - 1, column - 1);
}

function find(map: SourceMap, line: number, column: number): OriginalPosition | null {
  if (map.sections) {
    const section = map.sections.findLast(
      ({ offset }) => offset.line < line || (offset.line === line && offset.column <= column),
    );
    if (!section) return null;
    const { offset } = section;
    return find(
      section.map,
      line - offset.line,
      line === offset.line ? column - offset.column : column,
    );
  }
  return findIn(map, line, column);
}

/** Only the columns begin anew with each line; sources and their lines count on. */
function findIn(
  { mappings = '', sources = [], sourceRoot = '' }: SourceMap,
  line: number,
  column: number,
): OriginalPosition | null {
  let at = 0;
  let builtLine = 0;
  let builtColumn = 0;
  let source = 0;
  let sourceLine = 0;
  let found: OriginalPosition | null = null;
  while (at < mappings.length && builtLine <= line) {
    const sign = mappings.charCodeAt(at);
    if (sign === semicolon || sign === comma) {
      at += 1;
      if (sign === semicolon) {
        builtLine += 1;
        builtColumn = 0;
      }
      continue;
    }
    const fields: number[] = [];
    while (at < mappings.length && !isEnd(mappings.charCodeAt(at))) {
      let value = 0;
      let shift = 0;
      let digit: number;
      do {
        digit = base64[mappings.charCodeAt(at)] ?? 0;
        at += 1;
        value += (digit & 31) << shift;
        shift += 5;
      } while (digit & 32);
      fields.push(value & 1 ? -(value >> 1) : value >> 1);
    }
    builtColumn += fields[0] ?? 0;
    source += fields[1] ?? 0;
    sourceLine += fields[2] ?? 0;
    if (builtLine < line) continue;
    if (builtColumn > column) break;
    const name = fields.length >= 4 ? sources[source] : null;
    found = name ? { source: sourceRoot + name, line: sourceLine + 1 } : null;
  }
  return found;
}

const semicolon = 59;
const comma = 44;
const isEnd = (sign: number) => sign === semicolon || sign === comma;
const base64: number[] = [];
for (const [value, sign] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  base64[sign.charCodeAt(0)] = value;
}
