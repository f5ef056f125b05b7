# make 就能用：缺什么装什么，然后编出全部刊物。各个目标的说明见 make help。

SITE ?= .
OUTPUT ?=
FORMAT ?=
ISSUE ?=
REPORT ?=
PDF ?=
FILE ?=
ONLY ?=
PORT ?=
STRICT ?=
TEXT ?=
ALL ?=
BASELINE ?=
FIX ?=
UNDO ?=
BACK ?=
DATE ?=
KIND ?=
YES ?=
AGAIN ?=
ARRIVED ?=
PERIOD ?=
PUB ?=
YEAR ?=
PART ?=
FROM ?=
PYTHON ?=
export SITE OUTPUT FORMAT ISSUE REPORT PDF FILE ONLY PORT STRICT TEXT ALL BASELINE FIX UNDO BACK DATE KIND YES AGAIN ARRIVED PERIOD PUB YEAR PART FROM PYTHON

# Values go through the environment, so that paths with spaces or quotes reach the program as they are.
SETUP := sh generator/setup/start.sh
BREW := $(wildcard /opt/homebrew/lib)
VENV_PYTHON := $(if $(BREW),DYLD_FALLBACK_LIBRARY_PATH=$(BREW) ).venv/bin/python
RUN := $(VENV_PYTHON) -m generator
SITE_OPTIONS := --site "$$SITE" $${OUTPUT:+--output "$$OUTPUT"} $${FORMAT:+--format "$$FORMAT"}

.DEFAULT_GOAL := all
.PHONY: all build check proof diff docx pdf volume pack send recall status adoption verify key watch new import columns figures doctor measure help test lint bench prepare prepare-dev faces clean lock docs
.DELETE_ON_ERROR:

##@ 编简报

all: build ## 备好环境，编出全部刊物（只打 make 就是它）

build: prepare ## 编出刊物；只编一期：make build ISSUE=gongzuo-jianbao/2022-05
	@$(RUN) build $(SITE_OPTIONS) $${ISSUE:+"$$ISSUE"}

check: prepare ## 校对：列出错误和警告；只看一期：make check ISSUE=…；改掉程序能改的：make check FIX=1
	@$(RUN) check $(SITE_OPTIONS) $${STRICT:+--strict} $${TEXT:+--text} $${ALL:+--all} \
		$$(case "$$BASELINE" in "") ;; new) echo --new-baseline ;; *) echo --no-baseline ;; esac) \
		$$(case "$$FIX" in "") ;; yes) echo --fix --yes ;; *) echo --fix ;; esac) \
		$${UNDO:+--undo} $${ISSUE:+"$$ISSUE"}

proof: prepare ## 出一次校样：make proof ISSUE=gongzuo-jianbao/2022-05
	@if [ -z "$$ISSUE" ]; then echo "请写明是哪一期，例如：make proof ISSUE=gongzuo-jianbao/2022-05" >&2; exit 2; fi
	@$(RUN) proof $(SITE_OPTIONS) "$$ISSUE"

diff: prepare ## 看最后一次校样以后改了哪里：make diff ISSUE=gongzuo-jianbao/2022-05；同第 1 次校样比：FROM=1
	@if [ -z "$$ISSUE" ]; then echo "请写明是哪一期，例如：make diff ISSUE=gongzuo-jianbao/2022-05" >&2; exit 2; fi
	@$(RUN) diff $(SITE_OPTIONS) $${FROM:+--from "$$FROM"} "$$ISSUE"

pdf: prepare ## 把一期做成归档、送印刷厂、小册子用的 PDF：make pdf ISSUE=…；只做一种：KIND=archive、press 或 booklet
	@if [ -z "$$ISSUE" ]; then echo "请写明是哪一期，例如：make pdf ISSUE=gongzuo-jianbao/2022-05 KIND=archive" >&2; exit 2; fi
	@$(RUN) pdf $(SITE_OPTIONS) $${KIND:+--kind "$$KIND"} "$$ISSUE"

docx: prepare ## 做一份 Word 文件，给用 Word、WPS 的单位：make docx ISSUE=gongzuo-jianbao/2022-05
	@if [ -z "$$ISSUE" ]; then echo "请写明是哪一期，例如：make docx ISSUE=gongzuo-jianbao/2022-05" >&2; exit 2; fi
	@$(RUN) docx $(SITE_OPTIONS) "$$ISSUE"

volume: prepare ## 把一种刊物一年的各期合成一本：make volume PUB=gongzuo-jianbao YEAR=2026（只要一部分：PART=上半年、PART=1-12；归档、送印刷厂的：KIND=archive、KIND=press）
	@if [ -z "$$PUB" ] || [ -z "$$YEAR" ]; then \
		echo "请写明是哪种刊物、哪一年，例如：make volume PUB=gongzuo-jianbao YEAR=2026" >&2; exit 2; fi
	@$(RUN) volume $(SITE_OPTIONS) $${KIND:+--kind "$$KIND"} $${PART:+--part "$$PART"} "$$PUB" "$$YEAR"

pack: prepare ## 封装一期，准备分发：make pack ISSUE=gongzuo-jianbao/2022-05（发出日期 DATE=2022-06-08）
	@if [ -z "$$ISSUE" ]; then echo "请写明是哪一期，例如：make pack ISSUE=gongzuo-jianbao/2022-05" >&2; exit 2; fi
	@$(RUN) pack $(SITE_OPTIONS) $${DATE:+--date "$$DATE"} "$$ISSUE"

send: prepare ## 把封装好的一期用邮件发给各单位，先列出发给谁：make send ISSUE=…；看过就发：YES=1；再发一次：AGAIN=市教育局；不用邮件、已经送到的，记一笔：ARRIVED=市教育局（没有邮箱的都送到了：ARRIVED=其余）
	@if [ -z "$$ISSUE" ]; then echo "请写明是哪一期，例如：make send ISSUE=gongzuo-jianbao/2022-05" >&2; exit 2; fi
	@$(RUN) send $(SITE_OPTIONS) $${YES:+--yes} $${AGAIN:+--again "$$AGAIN"} $${ARRIVED:+--arrived "$$ARRIVED"} "$$ISSUE"

recall: prepare ## 收回编了份号的各份：make recall ISSUE=…（从哪天起要求收回 DATE=2022-06-12）；退回来的：BACK=市教育局（几份的写 BACK=市教育局:000004）；撤销：UNDO=1
	@if [ -z "$$ISSUE" ]; then echo "请写明是哪一期，例如：make recall ISSUE=gongzuo-jianbao/2022-05" >&2; exit 2; fi
	@$(RUN) recall $(SITE_OPTIONS) $${DATE:+--date "$$DATE"} $${BACK:+--back "$$BACK"} $${UNDO:+--undo} "$$ISSUE"

status: prepare ## 看发出、回执和交办事项的情况；只看一期：make status ISSUE=…（看到哪一天 DATE=2022-06-30）
	@$(RUN) status $(SITE_OPTIONS) $${DATE:+--date "$$DATE"} $${ISSUE:+"$$ISSUE"}

adoption: prepare ## 看各单位报送、采用了几篇：make adoption PERIOD=2026年1月；FORMAT=csv 印成表格软件能打开的
	@$(RUN) adoption --site "$$SITE" $${FORMAT:+--format "$$FORMAT"} $${PERIOD:+--period "$$PERIOD"}

verify: prepare ## 看一份 PDF 是不是本单位发出的，有没有改动过：make verify FILE=文件
	@if [ -z "$$FILE" ]; then echo "请写明要看哪个文件，例如：make verify FILE=工作简报2022年第5期.pdf" >&2; exit 2; fi
	@$(RUN) verify $(SITE_OPTIONS) "$$FILE"

key: prepare ## 做本单位签名用的私钥和证书（一个单位做一次）
	@$(RUN) key --site "$$SITE" $${FORMAT:+--format "$$FORMAT"}

new: prepare ## 新建一期：make new ISSUE=刊物代号；新建一篇：make new REPORT=文件名
	@if [ -z "$$ISSUE$$REPORT" ]; then \
		echo "请写明要新建什么，例如：make new ISSUE=gongzuo-jianbao 或 make new REPORT=0603-shifazhanju" >&2; exit 2; fi
	@$(RUN) new --site "$$SITE" $${ISSUE:+--issue "$$ISSUE"} $${REPORT:+--report "$$REPORT"}

import: prepare ## 把来稿（Word、文本，或者一个文件夹）做成报送信息：make import FILE=来稿.docx；FILE=- 读贴进来的文字；一小段：TEXT=文字
	@if [ -z "$$FILE$$TEXT" ]; then echo "请写明要导入哪个文件，例如：make import FILE=来稿.docx" >&2; exit 2; fi
	@$(RUN) import --site "$$SITE" $${FORMAT:+--format "$$FORMAT"} $${TEXT:+--text "$$TEXT"} $${FILE:+"$$FILE"}

watch: prepare ## 边写边看：保存以后预览跟着变（按 Ctrl-C 结束；端口 PORT=8020）
	@$(RUN) watch --site "$$SITE" $${OUTPUT:+--output "$$OUTPUT"} $${PORT:+--port "$$PORT"}

columns: prepare ## 看导出的表格，提出“列名”怎么写：make columns FILE=content/requests/表格.xlsx
	@if [ -z "$$FILE" ]; then echo "请写明要看哪个文件，例如：make columns FILE=content/requests/rexian.xlsx" >&2; exit 2; fi
	@$(RUN) columns --site "$$SITE" "$$FILE"

figures: prepare ## 列出一期的每一个数：make figures ISSUE=shehui-minyi/2026-05
	@if [ -z "$$ISSUE" ]; then echo "请写明是哪一期，例如：make figures ISSUE=shehui-minyi/2026-05" >&2; exit 2; fi
	@$(RUN) figures --site "$$SITE" "$$ISSUE" $${FORMAT:+--format "$$FORMAT"} $${ONLY:+--only "$$ONLY"}

measure: prepare ## 量一份 PDF 的版面：make measure PDF=文件
	@if [ -z "$$PDF" ]; then echo "请写明要量哪个文件，例如：make measure PDF=output/某一期.pdf" >&2; exit 2; fi
	@$(RUN) measure --site "$$SITE" "$$PDF" $${FORMAT:+--format "$$FORMAT"}

##@ 照看机器

doctor: ## 看看这台机器缺什么、怎么补（不作任何改动）
	@$(SETUP) doctor --site "$$SITE"

faces: ## 取中文字体（断了再运行会接着下载）
	@$(SETUP) faces

clean: ## 删去编出的成品（output）和缓存，内容和环境不动
	@if [ ! -f "$$SITE/site.yaml" ]; then echo "$$SITE 里没有 site.yaml，不是站点，没有删任何东西。" >&2; exit 2; fi
	@rm -rf "$$SITE/output" "$$SITE/.cache" .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

##@ 维护程序

test: lint ## 检查代码并运行全部测试
	@$(VENV_PYTHON) -m pytest -n 2

lint: prepare-dev ## 只检查代码的写法和类型
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check --quiet .
	@$(VENV_PYTHON) -m mypy

bench: prepare-dev ## 量编印的快慢，同别的程序比
	@$(RUN) bench

docs: prepare-dev ## 由程序重新生成消息一览和命令一览
	@$(VENV_PYTHON) -m tests.docs_made

lock: prepare-dev ## 重新锁定组件的版本（改了 requirements*.in 之后）
	@$(VENV_PYTHON) -m venv .cache/lock
	@.cache/lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	@for name in requirements requirements-dev; do \
		CUSTOM_COMPILE_COMMAND="make lock" .cache/lock/bin/python -m piptools compile --quiet --generate-hashes \
		--strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file $$name.lock $$name.in || exit 1; done

help: ## 列出这些说明
	@awk 'BEGIN { FS = ":[^#]*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@printf '\n%s\n' "各目标都可以加：SITE=站点文件夹  OUTPUT=成品放到哪里  FORMAT=json（把问题按机器可读的格式列出）"

prepare:
	@$(SETUP) prepare

prepare-dev:
	@$(SETUP) prepare --dev
