import { assertNever } from '../model/assert-never';
import type { TestDataKind } from '../model/test-data';
import { beginCard, makeBuyer, saveTestCard } from './buyers';
import { buyGoods } from './buy';
import { renewalSteps } from './renewal';
import type { Step } from './step';

/** A week has seven buyers; every third pays one seller alone, others up to three. */
const buyersOfWeek = 7;
const cardsOfWeek = ['pm_card_visa', 'pm_card_mastercard', 'pm_card_amex', 'pm_card_jcb'];

/** What is done for each kind, in this order; how many steps it has is told on the page. */
export function stepsOf(kind: TestDataKind): readonly Step[] {
  switch (kind) {
    case 'week':
      return Array.from({ length: buyersOfWeek }, (_, who) => [
        makeBuyer(who),
        beginCard(who),
        saveTestCard(who, cardsOfWeek[who % cardsOfWeek.length] ?? 'pm_card_visa'),
        buyGoods(who, 1 + (who % 3)),
      ]).flat();
    case 'dispute':
      return [makeBuyer(0), beginCard(0), saveTestCard(0, 'pm_card_createDispute'), buyGoods(0, 1)];
    case 'renewal':
      return renewalSteps;
    default:
      return assertNever(kind);
  }
}
