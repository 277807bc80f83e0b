CREATE TABLE "reads" (
	"name" text PRIMARY KEY NOT NULL,
	"turn" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"endpoint" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"account_id" text,
	"livemode" boolean NOT NULL,
	"object_id" text,
	"payment_intent_id" text,
	"created" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"ignored" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "webhook_events_endpoint_event_id_pk" PRIMARY KEY("endpoint","event_id")
);
--> statement-breakpoint
CREATE INDEX "webhook_events_unhandled" ON "webhook_events" USING btree ("next_try_at") WHERE "webhook_events"."state" = 'received';--> statement-breakpoint
CREATE INDEX "webhook_events_told" ON "webhook_events" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_late_payment" ON "refunds" USING btree ("charge_id") WHERE "refunds"."reason" = 'late_payment';--> statement-breakpoint
CREATE INDEX "attempts_payment_intent" ON "attempts" USING btree ("payment_intent_id");