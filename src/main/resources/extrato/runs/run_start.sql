insert into extrato.runs (run_id, command, ano, mes, outcome, host, os_user, version, reason)
values (:run_id, :command, :ano, :mes, :outcome, :host, :os_user, :version, :reason)
