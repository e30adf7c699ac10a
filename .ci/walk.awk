# The README's first calls, as a script of the shell: what stands between its walk markers in blocks of "sh".
/<!-- walk:start -->/ { walk = 1 }
/<!-- walk:end -->/ { walk = 0 }
/^```/ { code = !code && walk && $0 == "```sh"; next }
code
