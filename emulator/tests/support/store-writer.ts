/**
 * Run as a process of its own, to be killed: commits to the data directory given, without end, and
 * says the number of each commit once it is done. Commit n changes in one transaction:
 * slot n % SLOTS on two accounts, a timer that replaces the one of five commits ago, and adds to what
 * stays for good.
 */
import fs from 'node:fs';
import { Store } from '../../store/store';
import { Transaction } from '../../store/transaction';
import { commitsIn, entered, LEFT, LOG, RIGHT, slot, timer, TIMERS } from './store-writer-contents';

const [directory = ''] = process.argv.slice(2);
/** Long, so that a journal is soon worth a snapshot. */
const filler = 'x'.repeat(40_000);

const store = new Store(directory, () => false);
let last = commitsIn(store.state);

function commit(): void {
  last += 1;
  const transaction = new Transaction(store.state);
  for (const account of [LEFT, RIGHT]) {
    transaction.put(account, 'customer', slot(last, filler), { deleted: false });
  }
  transaction.put(LOG, 'customer', entered(last), { deleted: false });
  transaction.put(LEFT, 'timer', timer(last), null);
  transaction.remove(LEFT, 'timer', timer(last - TIMERS).id);
  store.commit(transaction);
  fs.writeSync(1, `${last}\n`);
}

function commitOn(): void {
  for (let times = 0; times < 5; times += 1) commit();
  setImmediate(commitOn);
}

commitOn();
