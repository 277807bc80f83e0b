import type { Context } from '../server/contract';
import type { Invoice } from './invoice-shape';

/** Nobody has paid, and nobody is asked any more. */
export function endOfDunning(_context: Context, _invoice: Invoice): void {}
