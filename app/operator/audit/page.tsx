import type { Metadata } from 'next';
import { FilterForm } from '@/components/desk/filter-form';
import { OlderLink } from '@/components/desk/older-link';
import { ActsList, NoActs } from '@/components/operator/acts-list';
import { Container } from '@/components/ui/container';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { SelectField } from '@/components/ui/select-field';
import { actTexts } from '@/lib/model/act';
import { listActs } from '@/lib/operator/list-acts';
import { actsQuery } from '@/lib/operator/requests';
import { requireOperator } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Audit log' };

export default async function AuditPage({ searchParams }: PageProps<'/operator/audit'>) {
  await requireOperator('/operator/audit');
  const query = actsQuery.parse(await searchParams);
  const acts = await listActs(query);
  const { kind, who, after } = query;
  const chosen = new URLSearchParams({ kind: kind ?? '', who });
  const hrefOf = (cursor?: string) =>
    `/operator/audit?${chosen}${cursor ? `&after=${cursor}` : ''}`;

  return (
    <Container>
      <PageHeader title="Audit log">
        Who did what on the desks, and what buyers did that touches money. Written with the act
        itself, and never changed.
      </PageHeader>
      <FilterForm action="/operator/audit" label="Acts">
        <SelectField id="kind" name="kind" label="What was done" defaultValue={kind ?? ''}>
          <option value="">Anything</option>
          {Object.entries(actTexts).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
        <div className="lg:w-72">
          <Field
            id="who"
            name="who"
            label="By whom, an e-mail"
            autoComplete="off"
            spellCheck={false}
            maxLength={120}
            defaultValue={who}
          />
        </div>
      </FilterForm>
      {acts.rows.length === 0 ? (
        <NoActs isNarrowed={kind !== null || who !== ''} />
      ) : (
        <ActsList rows={acts.rows} />
      )}
      <OlderLink older={acts.next ? hrefOf(acts.next) : null} newest={after ? hrefOf() : null} />
    </Container>
  );
}
