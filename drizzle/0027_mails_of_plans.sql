CREATE INDEX "memberships_paid" ON "memberships" USING btree ("paid_at");--> statement-breakpoint
CREATE INDEX "subscription_invoices_paid" ON "subscription_invoices" USING btree ("paid_at");