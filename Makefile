# The two commands of the README are `make run` and `make test`; each target is a thin line over cargo, npm or a script.
SHELL := /bin/bash
.DEFAULT_GOAL := help
APP := frontend/app
APP_INPUTS := $(shell git ls-files $(APP) 2>/dev/null) backend/openapi.json
export CARGO_TERM_COLOR ?= auto

.PHONY: help run app test check bench crash-test openapi format clean-demo

help: ## What there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: app ## Build what changed and start with the demo world on http://127.0.0.1:8080 (DATA=folder LISTEN=host:port)
	cargo run --quiet -p jiqiao -- serve --demo --data-dir $(or $(DATA),data/demo) --listen $(or $(LISTEN),127.0.0.1:8080)

app: $(APP)/dist/index.html ## Build the workbench when its inputs changed

$(APP)/node_modules/.package-lock.json: $(APP)/package-lock.json
	cd $(APP) && npm ci --no-audit --no-fund --loglevel=error

$(APP)/dist/index.html: $(APP)/node_modules/.package-lock.json $(APP_INPUTS)
	cd $(APP) && npm run build && touch dist/index.html

test: ## Everything: Rust on SQLite and PostgreSQL, the workbench, the journeys in Chromium
	scripts/test.sh

check: ## Formatting and lints, no tests
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cd $(APP) && npx tsc -b

bench: app ## Print the measured figures (release build; never part of the tests)
	scripts/bench.sh

crash-test: ## Kill the program ROUNDS (200) times under writes; index and database must agree after each (SEED=… repeats one)
	cargo build --quiet -p jiqiao -p tests --bins
	JIQIAO_BINARY=$(or $(JIQIAO_BINARY),target/debug/jiqiao) ROUNDS=$(or $(ROUNDS),200) $(if $(SEED),SEED=$(SEED)) target/debug/kill_index

openapi: ## Refresh the committed OpenAPI document and the types made from it
	cargo run --quiet -p jiqiao -- openapi > backend/openapi.json.new && mv backend/openapi.json.new backend/openapi.json
	cd $(APP) && npm run generate

format: ## Format the Rust code
	cargo fmt --all

clean-demo: ## Forget the demo data that `make run` made
	rm -rf data/demo
