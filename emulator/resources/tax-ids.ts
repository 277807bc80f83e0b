/**
 * Tax ids: of customers, and of an account itself (docs.stripe.com/api/tax_ids,
 * docs.stripe.com/api/customer_tax_ids).
 */
import type Stripe from 'stripe';
import { checkTaxId, taxIdCountry, taxIdVerdict } from '../rules/tax-ids';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import { tellChange } from './changes';
import { application, applicationId, connectedAccount } from './merchant';
import { customerIn, findCustomer, idOf } from './payment-method-use';

type TaxId = Stripe.TaxId;
type Owner = Stripe.TaxId.Owner;
type Given = Pick<Stripe.TaxIdCreateParams, 'type' | 'value'>;

/** How many a customer may have (docs.stripe.com/billing/customer/tax-ids). */
const most = 5;

function newTaxId(context: Context, given: Given, owner: Owner): TaxId {
  checkTaxId(given.type, given.value);
  const { status } = taxIdVerdict(given.type, given.value);
  const customer = idOf(owner.customer);
  const taxId: TaxId = {
    id: context.id('txi_'),
    object: 'tax_id',
    country: taxIdCountry(given.type, given.value),
    created: context.now(),
    customer,
    customer_account: null,
    livemode: false,
    owner,
    type: given.type,
    value: given.value,
    verification: { status, verified_address: null, verified_name: null },
  };
  context.records.put('tax_id', taxId, null);
  if (customer !== null) context.emit('customer.tax_id.created', taxId);
  if (status === 'pending') {
    context.schedule(context.settings.settleDelayMs, 'verify_tax_id', { tax_id: taxId.id });
  }
  return taxId;
}

/** What the register answered, some time after the id was given. */
function verify(context: Context, { tax_id: id }: { tax_id: string }): void {
  const before = context.records.get('tax_id', id)?.object;
  if (!before) return;
  const { later } = taxIdVerdict(before.type, before.value);
  if (later === null) return;
  const after: TaxId = {
    ...before,
    verification: { status: later, verified_address: null, verified_name: null },
  };
  context.records.put('tax_id', after);
  if (idOf(after.customer) === null) return;
  tellChange(context, 'customer.tax_id.updated', before, after);
}

/** Adds a tax id to a customer of the context's account. Throws 400 for a sixth and a malformed one. */
export function addTaxId(context: Context, customer: string, given: Given): TaxId {
  if (taxIdsOf(context, customer).length >= most) {
    // unconfirmed: the sentence.
    throw invalidRequest(`A customer can have up to ${most} tax IDs.`);
  }
  return newTaxId(context, given, { customer, customer_account: null, type: 'customer' });
}

/** The tax ids of a customer, newest first. */
function taxIdsOf(context: Context, customer: string): TaxId[] {
  return context.records.where('tax_id', 'customer', customer).map(({ object }) => object);
}

/** What an expanded `tax_ids` of a customer holds. */
export function expandTaxIds(context: Context, { id }: { id: string }): unknown {
  const all = taxIdsOf(context, id);
  return {
    ...context.list(all, {}, `/v1/customers/${id}/tax_ids`),
    total_count: all.length,
  };
}

type GivenOwner = Stripe.TaxIdCreateParams.Owner | undefined;

/** Whose a tax id is; one's own when nothing is said. */
function ownerOf(context: Context, given: GivenOwner): Owner {
  if (given?.customer_account !== undefined) {
    throw invalidRequest(
      "The parameter 'owner[customer_account]' is not supported by this emulator. Accounts v2 are not emulated.",
      { param: 'owner[customer_account]' },
    );
  }
  switch (given?.type) {
    case 'customer': {
      if (given.customer === undefined) throw missingParameter('owner[customer]');
      const { id } = findCustomer(context, given.customer, 'owner[customer]');
      return { customer: id, customer_account: null, type: 'customer' };
    }
    case 'account': {
      if (given.account === undefined) throw missingParameter('owner[account]');
      const { id } = connectedAccount(context, given.account, 'owner[account]');
      return { account: id, customer_account: null, type: 'account' };
    }
    case 'application':
      return {
        application: applicationId(context.platform),
        customer_account: null,
        type: 'application',
      };
    default:
      return { customer_account: null, type: 'self' };
  }
}

function sameOwner(one: Owner | null, other: Owner): boolean {
  return (
    one?.type === other.type &&
    idOf(one.customer) === idOf(other.customer) &&
    idOf(one.account) === idOf(other.account)
  );
}

function found(context: Context, id: string, customer?: string): TaxId {
  const taxId = context.records.get('tax_id', id)?.object;
  if (!taxId || (customer !== undefined && taxId.customer !== customer)) {
    throw noSuch('tax_id', id, 'id', 404);
  }
  return taxId;
}

function remove(context: Context, taxId: TaxId): Stripe.DeletedTaxId {
  context.records.remove('tax_id', taxId.id);
  if (idOf(taxId.customer) !== null) context.emit('customer.tax_id.deleted', taxId);
  return { id: taxId.id, object: 'tax_id', deleted: true };
}

function listOf(context: Context, given: Stripe.TaxIdListParams): Stripe.ApiList<TaxId> {
  const owner = ownerOf(context, given.owner);
  return context.page('tax_id', given, '/v1/tax_ids', ({ object }) =>
    sameOwner(object.owner, owner),
  );
}

const ofCustomer = '/v1/customers/:customer/tax_ids';

export const taxIds: Resource = {
  object: 'tax_id',
  expandable: { 'owner.application': application },
  tasks: { verify_tax_id: verify },
  routes: [
    route('POST', '/v1/tax_ids', 'TaxIdCreateParams', (context, given) =>
      given.owner?.type === 'customer' && given.owner.customer !== undefined
        ? addTaxId(
            context,
            findCustomer(context, given.owner.customer, 'owner[customer]').id,
            given,
          )
        : newTaxId(context, given, ownerOf(context, given.owner)),
    ),
    route('GET', '/v1/tax_ids', 'TaxIdListParams', listOf),
    route('GET', '/v1/tax_ids/:id', 'TaxIdRetrieveParams', (context, _, path) =>
      found(context, path.id ?? ''),
    ),
    route('DELETE', '/v1/tax_ids/:id', 'TaxIdDeleteParams', (context, _, path) =>
      remove(context, found(context, path.id ?? '')),
    ),
    route('POST', ofCustomer, 'CustomerCreateTaxIdParams', (context, given, path) =>
      addTaxId(context, customerIn(context, path), given),
    ),
    route('GET', ofCustomer, 'CustomerListTaxIdsParams', (context, given, path) => {
      const id = customerIn(context, path);
      return context.list(taxIdsOf(context, id), given, `/v1/customers/${id}/tax_ids`);
    }),
    route('GET', `${ofCustomer}/:id`, 'CustomerRetrieveTaxIdParams', (context, _, path) =>
      found(context, path.id ?? '', customerIn(context, path)),
    ),
    route('DELETE', `${ofCustomer}/:id`, 'CustomerDeleteTaxIdParams', (context, _, path) =>
      remove(context, found(context, path.id ?? '', customerIn(context, path))),
    ),
  ],
};
