import { SubscriptionSkeleton } from '@/components/subscriptions/subscription-skeleton';

export default function Loading() {
  return <SubscriptionSkeleton />;
}
