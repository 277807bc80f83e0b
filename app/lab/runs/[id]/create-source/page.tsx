import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { RichText } from '@/components/lab/rich-text';
import { OldSource } from '@/components/lab/old-source';
import { CodeBlock } from '@/components/lab/code-block';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { config } from '@/lib/config/config';
import { browserSource } from '@/lib/lab/browser-source';
import { codeOf } from '@/lib/lab/code-of';
import { runPath } from '@/lib/lab/requests';
import { requireUser } from '@/lib/session/session';

export const metadata: Metadata = { title: 'A Source made in the browser' };

const generations = [
  ['v3', 'The older Stripe.js (/v3/)'],
  ['today', 'Today’s Stripe.js'],
] as const;

export default async function CreateSourcePage({
  params,
  searchParams,
}: PageProps<'/lab/runs/[id]/create-source'>) {
  const path = runPath.safeParse(await params);
  if (!path.success) notFound();
  const { id } = path.data;
  const here = `/lab/runs/${id}/create-source`;
  const user = await requireUser(here);
  const wanted = await browserSource(user.id, id);
  if (!wanted) notFound();
  const { publishableKey, scriptUrl } = config().stripe;
  const today = (await searchParams).stripe === 'today';
  const code = await codeOf('components/lab/old-source.tsx', 'OldSource');

  return (
    <Container narrow>
      <PageHeader title="Make the Source in the browser">
        <RichText>
          {
            'As the old documents show it: Stripe.js with `stripeAccount`, and `createSource`. The method was taken out of Stripe.js in March 2026, so this page loads the older one.'
          }
        </RichText>
      </PageHeader>
      <nav aria-label="Which Stripe.js" className="mb-6 flex flex-wrap gap-2">
        {generations.map(([name, title]) => (
          // A document of its own each: two of them would share one name on a page.
          <a
            key={name}
            href={`${here}?stripe=${name}`}
            aria-current={(name === 'today') === today ? 'page' : undefined}
            className="inline-flex min-h-11 items-center rounded-lg border border-line-strong/60 px-4 text-sm font-medium aria-[current=page]:border-under aria-[current=page]:text-under-ink"
          >
            {title}
          </a>
        ))}
      </nav>
      <div className="space-y-6">
        <OldSource
          key={today ? 'today' : 'v3'}
          runId={id}
          scriptUrl={today ? scriptUrl : new URL('/v3/', scriptUrl).href}
          publishableKey={publishableKey}
          accountId={wanted.accountId}
          source={wanted.source}
        />
        <CodeBlock code={code} of="the Source made in the browser" />
        <p className="text-sm">
          <Link href={`/lab/runs/${id}`} className="underline underline-offset-4">
            Back to the run
          </Link>
        </p>
      </div>
    </Container>
  );
}
