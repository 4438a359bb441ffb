# What PowerShell offers after `cj`. Written by: cj completion powershell
Register-ArgumentCompleter -Native -CommandName cj -ScriptBlock {
    param($word, $line, $position)
    $typed = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position -or $word -eq '' } |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    $env:_CJ_COMPLETE = 'powershell'
    try {
        & cj @typed "$word" 2>$null | Where-Object { $_ -and $_ -ne ':files' } | ForEach-Object {
            $value, $meaning = $_ -split "`t", 2
            if (-not $meaning) { $meaning = $value }
            $quoted = if ($value -match '^[\w.=-]+$') { $value } else { "'" + ($value -replace "(['\u2018-\u201B])", '$1$1') + "'" }
            [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $meaning)
        }
    } finally {
        Remove-Item Env:_CJ_COMPLETE -ErrorAction SilentlyContinue
    }
}
