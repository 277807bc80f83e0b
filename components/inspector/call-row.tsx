import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import type { StripeCallView } from '@/lib/model/views';
import { CopyButton } from './copy-button';
import { curlOf } from './curl';

interface CallRowProps {
  readonly call: StripeCallView;
  readonly number: number;
  readonly apiBase: string;
}

/** One call: a line that opens to what was asked and answered. */
export function CallRow({ call, number, apiBase }: CallRowProps) {
  return (
    <details className="group">
      <summary className="grid min-h-12 list-none grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-under-line/25 md:grid-cols-[auto_9rem_minmax(0,1fr)_auto_auto] [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 text-under-ink transition-transform group-open:rotate-90"
        />
        <span className="col-start-2 truncate font-medium md:row-start-1">
          {call.accountName ?? (call.accountId ? call.accountId : 'Platform')}
        </span>
        <code className="col-span-3 col-start-1 row-start-2 pl-7 font-mono text-xs break-all md:col-span-1 md:col-start-3 md:row-start-1 md:pl-0">
          <span className="font-semibold">{call.method}</span> {call.path}
        </code>
        <span className="col-start-3 row-start-1 text-right md:col-start-4">
          <CallStatus status={call.status} />
        </span>
        <span className="hidden w-16 text-right text-ink-soft tabular-nums md:inline">
          {call.durationMs} ms
        </span>
      </summary>
      <div className="space-y-4 border-t border-under-line px-4 py-4">
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
          <Fact name="Call">
            {number}, at <time dateTime={call.at}>{call.at.slice(11, 23)} UTC</time>, took{' '}
            {call.durationMs} ms
          </Fact>
          <Fact name="Account">
            {call.accountId ? (
              <code className="font-mono text-xs">{call.accountId}</code>
            ) : (
              'The platform’s own'
            )}
          </Fact>
          {call.idempotencyKey ? (
            <Fact name="Idempotency key">
              <code className="font-mono text-xs break-all">{call.idempotencyKey}</code>
            </Fact>
          ) : null}
          {call.requestId ? (
            <Fact name="Request id">
              <code className="font-mono text-xs break-all">{call.requestId}</code>
            </Fact>
          ) : null}
        </dl>
        <div className="grid gap-4 lg:grid-cols-2">
          <Body title="Request" text={call.request} of={number} />
          <Body title="Answer" text={call.response} of={number} />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <CopyButton text={curlOf(call, apiBase)} label={`Copy call ${number} as curl`}>
            Copy as curl
          </CopyButton>
          <a
            href={call.docsUrl}
            rel="noreferrer"
            className="inline-flex min-h-11 items-center rounded-lg px-2.5 text-sm font-medium text-under-ink underline underline-offset-4"
          >
            Stripe’s page on this call
          </a>
        </div>
      </div>
    </details>
  );
}

function CallStatus({ status }: { readonly status: number | null }) {
  const good = status !== null && status < 400;
  return (
    <span
      className={clsx(
        'inline-block rounded-full border px-2 py-0.5 text-xs font-medium tabular-nums',
        good
          ? 'border-line bg-surface text-ink'
          : 'border-danger-line bg-danger-soft text-danger-ink',
      )}
    >
      <span className="sr-only">Status </span>
      {status ?? 'No answer'}
    </span>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="sm:contents">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function Body({ title, text, of }: { readonly title: string; readonly text: string; of: number }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm font-medium">{title}</h3>
      <pre
        tabIndex={0}
        role="region"
        aria-label={`${title} of call ${of}`}
        className="max-h-80 overflow-auto rounded-lg border border-under-line bg-surface p-3 font-mono text-xs leading-5"
      >
        {text}
      </pre>
    </div>
  );
}
