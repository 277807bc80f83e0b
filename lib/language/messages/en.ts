import { cards } from './en/cards';
import { cart } from './en/cart';
import { checkout } from './en/checkout';
import { frame } from './en/frame';
import { home } from './en/home';
import { mails } from './en/mails';
import { orders } from './en/orders';
import { plan } from './en/plan';
import { plus } from './en/plus';
import { problems } from './en/problems';
import { receipts } from './en/receipts';
import { refusals } from './en/refusals';
import { reviews } from './en/reviews';
import { session } from './en/session';
import { shop } from './en/shop';
import { states } from './en/states';
import { stripe } from './en/stripe';
import { subscriptions } from './en/subscriptions';
import { wallet } from './en/wallet';

export const en = {
  cards,
  cart,
  checkout,
  frame,
  home,
  mails,
  orders,
  plan,
  plus,
  problems,
  receipts,
  refusals,
  reviews,
  session,
  shop,
  states,
  stripe,
  subscriptions,
  wallet,
} as const;

export type English = typeof en;
