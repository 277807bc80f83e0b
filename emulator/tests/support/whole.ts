/**
 * `npm test` draws a sample of what is random or repeated, `npm run test:whole` all of it: the same
 * tests, which then prove more and take longer.
 */
const whole = process.env.TESTS_WHOLE === '1';

/** How often something is drawn. */
export function drawn(sample: number, all: number): number {
  return whole ? all : sample;
}
