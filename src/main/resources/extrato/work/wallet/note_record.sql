-- Notes which record of the books a transfer wrote.
select extrato.registrar(:transfer, :table, :id, cast(:year as integer), cast(:month as integer), :amount) is null as noted
