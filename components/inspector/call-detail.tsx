import { curlOf } from '@/lib/model/curl';
import { requestLogOf } from '@/lib/model/request-log';
import type { StripeCallView } from '@/lib/model/views';
import { Code, DetailFact, DetailFacts } from './detail-facts';
import { StripesPage } from './stripes-page';
import { CopyButton } from './copy-button';

interface CallDetailProps {
  readonly call: StripeCallView;
  readonly number: number;
  readonly apiBase: string;
}

/** What was asked and answered in one call, which line of ours made it, and how to make it again. */
export function CallDetail({ call, number, apiBase }: CallDetailProps) {
  const log = requestLogOf(call.requestId, apiBase);
  return (
    <div className="space-y-4">
      <DetailFacts>
        <DetailFact name="Call">
          {number}, at <time dateTime={call.at}>{call.at.slice(11, 23)} UTC</time>, took{' '}
          {call.durationMs} ms, {call.status === null ? 'no answer came' : `answer ${call.status}`}
        </DetailFact>
        <DetailFact name="Address">
          <Code>
            {call.method} {call.path}
          </Code>
        </DetailFact>
        <DetailFact name="Account">
          {call.accountId ? (
            <>
              {call.accountName ? `${call.accountName}, ` : null}
              <Code>{call.accountId}</Code>
            </>
          ) : (
            'The platform’s own'
          )}
        </DetailFact>
        {call.idempotencyKey ? (
          <DetailFact name="Idempotency key">
            <Code>{call.idempotencyKey}</Code>
          </DetailFact>
        ) : null}
        {call.requestId ? (
          <DetailFact name="Request id">
            <Code>{call.requestId}</Code>
          </DetailFact>
        ) : null}
        {call.apiVersion ? (
          <DetailFact name="API version">
            <Code>{call.apiVersion}</Code>
          </DetailFact>
        ) : null}
        {call.site ? (
          <DetailFact name="Made by our line">
            <Code>{call.site}</Code>
          </DetailFact>
        ) : null}
      </DetailFacts>
      <div className="grid gap-4 @2xl:grid-cols-2">
        <Body title="Request" text={call.request} of={number} />
        <Body title="Answer" text={call.response} of={number} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={curlOf(call, apiBase)} label={`Copy call ${number} as curl`}>
          Copy as curl
        </CopyButton>
        {call.site ? (
          <CopyButton text={call.site} label={`Copy the line that made call ${number}`}>
            Copy the line
          </CopyButton>
        ) : null}
        <StripesPage href={call.docsUrl}>Stripe’s page about this call</StripesPage>
        {log ? <StripesPage href={log}>This call in Stripe’s log</StripesPage> : null}
      </div>
    </div>
  );
}

interface BodyProps {
  readonly title: string;
  readonly text: string;
  readonly of: number;
}

/** Long answers scroll in their own place, by keyboard too. */
function Body({ title, text, of }: BodyProps) {
  return (
    <div className="min-w-0">
      <p className="mb-1.5 text-xs font-semibold text-ink-soft">{title}</p>
      <pre
        tabIndex={0}
        role="region"
        aria-label={`${title} of call ${of}`}
        className="max-h-96 overflow-auto rounded-lg border border-line bg-canvas p-3 font-mono text-xs leading-relaxed"
      >
        {text}
      </pre>
    </div>
  );
}
