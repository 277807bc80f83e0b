import type { ActAbout, ActKind } from '../model/act';
import type { BuyerId } from '../model/ids';
import type { Persona } from '../model/views';
import type { Db } from './database';
import { newId } from './new-id';
import { acts } from './schema';

/** Who acts, and as what. */
export interface Actor {
  readonly id: BuyerId;
  readonly role: Persona;
}

/**
 * Writes down who did what, in the very transaction that does it, or where Stripe does it, before the call
 * that has it done: there is no act without its row. What comes to nothing before leaves none; what Stripe
 * refuses has its row. Ids and prices alone; there is nothing here to change or remove one.
 */
export async function writeAct(
  tx: Db,
  { id: actorId, role }: Actor,
  kind: ActKind,
  about: ActAbout,
): Promise<void> {
  await tx.insert(acts).values({ id: newId('act'), actorId, role, kind, about });
}
