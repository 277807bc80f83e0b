import { describe, expect, test } from 'vitest';
import { company, complete, representative } from './account-params';
import { eventTypes, expectShape, failure, scene } from './scene';

describe('persons', () => {
  test('complete a company, and are listed by what they are', async () => {
    const { stripe } = await scene();
    const account = await stripe.accounts.create(company);
    expectShape(account);
    expect(account.requirements?.currently_due).toContain('representative.first_name');
    const person = await stripe.accounts.createPerson(account.id, representative);
    expectShape(person);
    expect(person).toMatchObject({
      account: account.id,
      first_name: 'Jane',
      ssn_last_4_provided: true,
      id_number_provided: false,
      relationship: { representative: true, title: 'CEO', owner: false },
      requirements: { currently_due: [], eventually_due: ['id_number'] },
    });
    const owner = await stripe.accounts.createPerson(account.id, {
      first_name: 'Kim',
      relationship: { owner: true, percent_ownership: 40 },
    });
    expect(owner.requirements?.currently_due).toEqual(['email', 'last_name']);
    const incomplete = await stripe.accounts.retrieve(account.id);
    expect(incomplete).toMatchObject({
      charges_enabled: false,
      requirements: { currently_due: [`${owner.id}.email`, `${owner.id}.last_name`] },
    });
    await stripe.accounts.updatePerson(account.id, owner.id, {
      email: 'kim@example.com',
      last_name: 'Lee',
      metadata: { seat: '2' },
    });
    expect((await stripe.accounts.retrieve(account.id)).charges_enabled).toBe(true);
    const { data } = await stripe.accounts.listPersons(account.id, {
      relationship: { owner: true },
    });
    expect(data.map(({ id }) => id)).toEqual([owner.id]);
    expect(await stripe.accounts.retrievePerson(account.id, owner.id)).toMatchObject({
      last_name: 'Lee',
      metadata: { seat: '2' },
    });
    const standing = ['capability.updated', 'capability.updated', 'account.updated'];
    expect(await eventTypes(stripe, { stripeAccount: account.id })).toEqual([
      'account.external_account.created',
      ...['person.created', ...standing],
      // The second owner is incomplete at first.
      ...['person.created', ...standing],
      ...['person.updated', ...standing],
    ]);
  });

  test('are gone when deleted, and with them what they owed', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create(company);
    await stripe.accounts.createPerson(id, representative);
    const owner = await stripe.accounts.createPerson(id, { relationship: { owner: true } });
    expect((await stripe.accounts.retrieve(id)).charges_enabled).toBe(false);
    expect(await stripe.accounts.deletePerson(id, owner.id)).toMatchObject({
      id: owner.id,
      deleted: true,
    });
    expect((await stripe.accounts.retrieve(id)).charges_enabled).toBe(true);
    expect(await failure(stripe.accounts.retrievePerson(id, owner.id))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await eventTypes(stripe, { stripeAccount: id })).toContain('person.deleted');
  });

  test('an individual is one, and stays', async () => {
    const { stripe } = await scene();
    const { id, individual } = await stripe.accounts.create(complete);
    const { data } = await stripe.accounts.listPersons(id);
    expect(data).toMatchObject([{ id: individual?.id, first_name: 'Jeanne' }]);
    const person = String(individual?.id);
    await stripe.accounts.updatePerson(id, person, { first_name: 'Jeannette' });
    expect((await stripe.accounts.retrieve(id)).individual?.first_name).toBe('Jeannette');
    expect(await failure(stripe.accounts.deletePerson(id, person))).toMatchObject({
      statusCode: 400,
    });
    expect(await failure(stripe.accounts.createPerson(id, {}))).toMatchObject({ statusCode: 400 });
  });

  test('can come by a person token', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create(company);
    const token = await stripe.tokens.create({
      person: { first_name: 'Jane', id_number: '111111111' },
    });
    const person = await stripe.accounts.createPerson(id, { person_token: token.id });
    expect(person).toMatchObject({
      first_name: 'Jane',
      id_number_provided: true,
      verification: { status: 'unverified', details_code: 'failed_keyed_identity' },
    });
    expect(JSON.stringify(person)).not.toContain('111111111');
  });

  test('say what is wrong', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.accounts.create(company);
    await stripe.accounts.createPerson(id, representative);
    const second = stripe.accounts.createPerson(id, { relationship: { representative: true } });
    expect(await failure(second)).toMatchObject({ param: 'relationship[representative]' });
    expect(await failure(stripe.accounts.createPerson(id, { email: 'nobody' }))).toMatchObject({
      code: 'email_invalid',
    });
    const upload = { verification: { document: { front: 'file_unknown' } } };
    expect(await failure(stripe.accounts.createPerson(id, upload))).toMatchObject({
      code: 'resource_missing',
      message: "No such file upload: 'file_unknown'",
    });
  });
});
