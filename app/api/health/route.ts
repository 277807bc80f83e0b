import { checkHealth } from '@/lib/health/check-health';
import { answer } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';

export const dynamic = 'force-dynamic';

/** 200 when app, database and Stripe backend are up, else 503 with which one is not. */
export const GET = handle(async () => {
  const health = await checkHealth();
  return answer(health, { status: health.ok ? 200 : 503 });
});
