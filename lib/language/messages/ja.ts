import { cards } from './ja/cards';
import { cart } from './ja/cart';
import { checkout } from './ja/checkout';
import { frame } from './ja/frame';
import { home } from './ja/home';
import { mails } from './ja/mails';
import { orders } from './ja/orders';
import { plan } from './ja/plan';
import { plus } from './ja/plus';
import { problems } from './ja/problems';
import { receipts } from './ja/receipts';
import { refusals } from './ja/refusals';
import { reviews } from './ja/reviews';
import { session } from './ja/session';
import { shop } from './ja/shop';
import { states } from './ja/states';
import { stripe } from './ja/stripe';
import { subscriptions } from './ja/subscriptions';
import { wallet } from './ja/wallet';

export const ja = {
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
};
