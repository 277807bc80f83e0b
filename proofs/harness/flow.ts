import type { BuyerId } from '../../lib/model/ids';
import type { Records } from '../engine/records';
import type { Engine } from './engine-process';
import type { Platform } from './platform';

/** An engine with its Stripe. */
export interface Shop {
  readonly engine: Engine;
  readonly platform: Platform;
}

/** Somebody in the middle of something; survives the engine. */
export interface Story {
  readonly buyerId: BuyerId;
  /** What is counted, and may be cut off anywhere. */
  run(shop: Shop): Promise<void>;
  /** What its people do who come back to a shop that was gone: again, until it is done. */
  again(shop: Shop): Promise<void>;
  /**
   * What is wrong at the end with the rows of this buyer, and with what Stripe has of them, beyond books
   * that do not balance.
   */
  problems(records: Records, platform: Platform): string[] | Promise<string[]>;
}

export interface Flow {
  readonly name: string;
  /** For how many times fewer of its points a run plays that is not a whole one; 1 unless said. */
  readonly every?: number;
  /** Up to where the counting begins. */
  prepare(shop: Shop): Promise<Story>;
}
