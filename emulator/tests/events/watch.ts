import { expect } from 'vitest';
import type { Emulator } from '../../server/emulator';
import type { Delivery } from '../../store/system-kinds';
import { control } from '../support/raw-call';

type Running = Pick<Emulator, 'urls'>;

/** The delivery log, oldest first. */
export async function deliveries(emulator: Running, query = ''): Promise<Delivery[]> {
  return (await control<{ data: Delivery[] }>(emulator, 'GET', `/deliveries${query}`)).data;
}

/** Waits until nothing is on its way any more. */
export async function settled(emulator: Running): Promise<Delivery[]> {
  await expect
    .poll(async () => (await deliveries(emulator, '?status=pending')).length, { timeout: 10_000 })
    .toBe(0);
  return deliveries(emulator);
}
