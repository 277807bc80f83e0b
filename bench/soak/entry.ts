/** What a soak needs of the proofs' harness, in one file that plain Node can read. */
export { answerBank } from '../../lib/payments/testing/bank';
export { bundleEngine } from '../../proofs/harness/bundle';
export { openWork, problemsOf, readBooks } from '../../proofs/harness/books';
export { startEngine } from '../../proofs/harness/engine-process';
