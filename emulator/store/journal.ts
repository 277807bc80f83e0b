import fs from 'node:fs';
import { readLines } from './read-lines';

/**
 * An append-only file of lines. A line is in the file, in full, before `append` returns: the process
 * may be killed at any later instant. (The operating system, not the disk, is what is trusted: a
 * power cut can lose the last moments.)
 */
export class Journal {
  readonly #descriptor: number;
  #bytes: number;

  /**
   * Opens or creates `file` and hands each whole line to `replay`, which throws for a damaged one;
   * a torn last line is cut off. Throws one sentence for the user, with the file as it was.
   */
  constructor(file: string, replay: (line: Buffer) => void) {
    this.#descriptor = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
    try {
      this.#bytes = replayJournal(file, this.#descriptor, replay);
      fs.ftruncateSync(this.#descriptor, this.#bytes);
    } catch (error) {
      fs.closeSync(this.#descriptor);
      throw error;
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Writes one line, with its line feed. Throws, and leaves the file as it was, when the disk refuses. */
  append(line: Buffer): void {
    try {
      let written = 0;
      while (written < line.length) {
        const rest = line.length - written;
        written += fs.writeSync(this.#descriptor, line, written, rest, this.#bytes + written);
      }
    } catch (error) {
      fs.ftruncateSync(this.#descriptor, this.#bytes);
      throw error;
    }
    this.#bytes += line.length;
  }

  close(): void {
    fs.closeSync(this.#descriptor);
  }
}

/**
 * Replays a journal that a later one follows: it was finished, so it must be whole to its end.
 * Answers its length in bytes.
 */
export function replayFinished(file: string, replay: (line: Buffer) => void): number {
  const descriptor = fs.openSync(file, 'r');
  try {
    const bytes = replayJournal(file, descriptor, replay);
    if (bytes === fs.fstatSync(descriptor).size) return bytes;
    throw new Error(
      `The journal ${file} ends within a line; restore it from a copy, or choose another data directory.`,
    );
  } finally {
    fs.closeSync(descriptor);
  }
}

function replayJournal(file: string, descriptor: number, replay: (line: Buffer) => void): number {
  let number = 0;
  return readLines(descriptor, (line) => {
    number += 1;
    try {
      replay(line);
    } catch {
      throw new Error(
        `The journal ${file} is damaged at line ${number}; to keep what is before that line, delete it and all that follow, or else choose another data directory.`,
      );
    }
  });
}
