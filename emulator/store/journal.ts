import fs from 'node:fs';

/**
 * An append-only file of lines. A line is in the file, in full, before `append` returns: the process
 * may be killed at any later instant. (The operating system, not the disk, is what is trusted: a
 * power cut can lose the last moments.)
 */
export class Journal {
  readonly #file: string;
  readonly #descriptor: number;
  #bytes: number;

  /** Opens or creates `file` and hands each whole line to `replay`; a torn last line is cut off. */
  constructor(file: string, replay: (line: string) => void) {
    this.#file = file;
    this.#descriptor = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
    const content = fs.readFileSync(this.#descriptor);
    const end = content.lastIndexOf(0x0a) + 1;
    if (end < content.length) fs.ftruncateSync(this.#descriptor, end);
    this.#bytes = end;
    const lines = content.toString('utf8', 0, end).split('\n').slice(0, -1);
    lines.forEach((line, index) => {
      try {
        replay(line);
      } catch {
        throw new Error(`The journal ${file} is damaged at line ${index + 1}.`);
      }
    });
  }

  get file(): string {
    return this.#file;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Writes one line. Throws, and leaves the file as it was, when the disk refuses. */
  append(line: string): void {
    const data = Buffer.from(`${line}\n`, 'utf8');
    try {
      let written = 0;
      while (written < data.length) {
        written += fs.writeSync(
          this.#descriptor,
          data,
          written,
          data.length - written,
          this.#bytes + written,
        );
      }
    } catch (error) {
      fs.ftruncateSync(this.#descriptor, this.#bytes);
      throw error;
    }
    this.#bytes += data.length;
  }

  close(): void {
    fs.closeSync(this.#descriptor);
  }
}
