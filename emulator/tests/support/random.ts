import fc from 'fast-check';

/**
 * What random tests draw from: always the same, so that a change is judged by itself and a failure
 * can be had again. TEST_SEED=… draws others, which is how to look for what no change has broken.
 */
export const seed = Number(process.env.TEST_SEED ?? 1);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
