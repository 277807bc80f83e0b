import { setTimeout as pause } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { StripeError } from './contract';
import type { Answer } from './errors';
import { errorOfFault, type Fault } from './faults';

/** An answer nobody gets: the connection was reset before anything happened. */
class ConnectionReset extends StripeError {
  constructor() {
    super(0, { type: 'api_error', message: 'A fault reset the connection before the call.' });
    this.name = 'ConnectionReset';
  }
}

/**
 * What a fault does before a call is executed: waits, or throws the error that stands for the
 * answer. `closing` ends a wait.
 */
export async function sufferBefore(fault: Fault | undefined, closing: AbortSignal): Promise<void> {
  if (!fault) return;
  const error = errorOfFault(fault);
  if (error) throw error;
  if (fault.action === 'reset') throw new ConnectionReset();
  if (fault.action === 'delay') {
    await pause(fault.delay_ms, undefined, { signal: closing }).catch(() => {
      throw new StripeError(503, { type: 'api_error', message: 'The emulator is closing.' });
    });
  }
}

/** Holds the answer of an executed call back; `closing` ends the wait. */
export async function sufferWaiting(fault: Fault | undefined, closing: AbortSignal): Promise<void> {
  if (fault?.action !== 'slow_answer') return;
  await pause(fault.delay_ms, undefined, { signal: closing }).catch(() => undefined);
}

/**
 * What a fault does to the answer of a call that was executed. True when it has dealt with the
 * answer, which is then not to be sent.
 */
export function sufferAfter(
  fault: Fault | undefined,
  outgoing: ServerResponse,
  answer: Answer,
  headers: Record<string, string>,
  closing: AbortSignal,
): boolean {
  switch (fault?.action) {
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      return true;
    case 'drop':
      outgoing.socket?.destroy();
      return true;
    case 'slow_body':
      void sendSlowly(fault, outgoing, answer, headers, closing);
      return true;
    default:
      return false;
  }
}

/** Headers at once, then the body in pieces, of which `cut_off` leaves away the second half. */
async function sendSlowly(
  fault: Fault,
  outgoing: ServerResponse,
  answer: Answer,
  headers: Record<string, string>,
  closing: AbortSignal,
): Promise<void> {
  const body = Buffer.from(answer.body);
  const pieces = Math.min(fault.pieces ?? 8, body.length);
  const sent = fault.cut_off ? Math.floor(pieces / 2) : pieces;
  const step = (fault.delay_ms ?? 0) / pieces;
  outgoing.writeHead(answer.status, { ...headers, 'content-length': String(body.length) });
  outgoing.flushHeaders();
  try {
    for (let piece = 0; piece < sent; piece += 1) {
      await pause(step, undefined, { signal: closing });
      const from = Math.floor((piece * body.length) / pieces);
      const part = body.subarray(from, Math.floor(((piece + 1) * body.length) / pieces));
      await new Promise<void>((resolve, reject) => {
        outgoing.write(part, (error) => (error ? reject(error) : resolve()));
      });
    }
    if (fault.cut_off) outgoing.destroy();
    else outgoing.end();
  } catch {
    // The emulator closes, or the client has gone.
    outgoing.destroy();
  }
}
