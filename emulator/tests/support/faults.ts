import type { Emulator } from '../../server/emulator';
import type { Fault } from '../../server/faults';
import { control } from './raw-call';

/** Has calls or events go wrong from now on, as `plan` says. */
export function setFault(emulator: Emulator, plan: Record<string, unknown>): Promise<Fault> {
  return control<Fault>(emulator, 'POST', '/faults', plan);
}

/** The faults that are yet to come. */
export async function listFaults(emulator: Emulator): Promise<Fault[]> {
  return (await control<{ data: Fault[] }>(emulator, 'GET', '/faults')).data;
}
