import type { Check } from './check';
import { toAsciiDigits } from './number';

export function formatCvc(text: string, length: number): string {
  return toAsciiDigits(text).replace(/\D/g, '').slice(0, length);
}

export function checkCvc(text: string, length: number): Check {
  if (!text) return { state: 'empty', code: 'incomplete_cvc' };
  if (text.length < length) return { state: 'incomplete', code: 'incomplete_cvc' };
  return { state: 'complete' };
}
