/** What stays on the page of a subscription whatever is changed: the focus goes there with the news. */
export const statusId = 'subscription-status';
