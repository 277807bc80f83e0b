-- Who did what, and when. Rows are added; the database refuses to change or remove one.
CREATE TABLE "acts" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" text NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"about" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "acts_at" ON "acts" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "acts_actor" ON "acts" USING btree ("actor_id","at");--> statement-breakpoint
CREATE FUNCTION "refuse_change_of_acts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'acts are written once: % is refused', TG_OP;
END
$$;--> statement-breakpoint
CREATE TRIGGER "acts_stay" BEFORE UPDATE OR DELETE ON "acts" FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_acts"();--> statement-breakpoint
CREATE TRIGGER "acts_stay_all" BEFORE TRUNCATE ON "acts" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_acts"();
