#!/bin/sh
# Finds a Python that can run the program and hands over to it; called from the project's folder.
# Everything else is Python, but an old Python could not even say in plain words that it is too old.

usable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Homebrew keeps its libraries where macOS does not look by itself.
if [ -d /opt/homebrew/lib ]; then
    export DYLD_FALLBACK_LIBRARY_PATH="${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib}"
fi

for python in .venv/bin/python "$PYTHON" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$python" ] && usable "$python"; then
        exec "$python" -m generator.setup "$@"
    fi
done

found=$(python3 -c 'import platform; print(platform.python_version())' 2>/dev/null)
if [ -n "$found" ]; then
    echo "这台机器上的 Python 是 $found，本程序需要 3.11 或更高的版本。" >&2
else
    echo "这台机器上没有 Python，本程序需要 3.11 或更高的版本。" >&2
fi
if command -v apt-get >/dev/null 2>&1; then
    echo "请先试：sudo apt-get install python3 python3-venv" >&2
elif command -v dnf >/dev/null 2>&1; then
    echo "请先试：sudo dnf install python3.11" >&2
elif command -v yum >/dev/null 2>&1; then
    echo "请先试：sudo yum install python3.11" >&2
elif command -v brew >/dev/null 2>&1; then
    echo "请先试：brew install python" >&2
fi
echo "软件源里的版本不够新时，请信息中心另装一个 Python 3.11 以上的版本，再运行：make PYTHON=它的完整路径" >&2
exit 3
