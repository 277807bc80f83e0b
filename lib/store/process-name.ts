import { newId } from './new-id';

const kept = globalThis as typeof globalThis & { soukProcessName?: string };

/** This process, in the names of its leases and in the table of those that live. */
export const processName = (kept.soukProcessName ??= newId('proc'));
